package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
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

    /** The publisher was told that it was not sent. */
    @Test
    void sendsNothingThatWasGivenUp() throws Exception {
        PublishingChannel channel = new PublishingChannel(recorded.connection());
        Publication publication = new Publication(new Publication.Target("", "queue", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[1]), Duration.ofMinutes(1),
                new PublishOutcome(OutcomePlace.HERE, null));
        publication.fail(Reason.NOT_SENT, "was not sent", null);

        channel.publish(publication);
        assertThat(publication.isSent()).isFalse();
        assertThat(recorded.calls("basicPublish")).isEmpty();
    }
}
