package io.quarkiverse.tomodachi.runtime.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

class AmqpTransportTest {

    @Test
    void receivesNothingOncePaused() {
        AmqpTransport transport = new AmqpTransport(List.of(), null, null, null, null, Runnable::run);
        transport.pause().await().atMost(Duration.ofSeconds(1));

        assertThat(transport.receive().await().atMost(Duration.ofSeconds(1))).isNull();
    }
}
