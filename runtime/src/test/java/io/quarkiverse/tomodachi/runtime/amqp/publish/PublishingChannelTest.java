package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.amqp.RecordedChannel;

class PublishingChannelTest {

    private final RecordedChannel recorded = new RecordedChannel();

    /** Each attempt would leave another one behind, until the connection has none left. */
    @Test
    void closesAChannelThatTheBrokerDidNotAnswer() {
        recorded.fail("confirmSelect", "no answer");

        assertThatIOException().isThrownBy(() -> new PublishingChannel(recorded.connection())).withMessage("no answer");
        assertThat(recorded.calls()).containsExactly("createChannel", "confirmSelect", "isOpen", "close");
    }
}
