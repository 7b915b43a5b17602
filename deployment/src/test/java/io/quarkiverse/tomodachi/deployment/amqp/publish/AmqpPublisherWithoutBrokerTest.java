package io.quarkiverse.tomodachi.deployment.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** An application that only publishes starts without a broker; each message fails by its deadline. */
@Tag("broker-independent")
class AmqpPublisherWithoutBrokerTest {

    private static final int MESSAGES = 60;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Teller.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("rabbitmq-host", "127.0.0.1")
            .overrideConfigKey("rabbitmq-port", "1")
            .overrideRuntimeConfigKey("quarkus.tomodachi.teller.amqp.publish-timeout", "1S");

    @Inject
    Teller teller;

    @Test
    void failsByTheDeadline() {
        // the first attempt to connect may take longer than that, and has no outcome before
        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThatThrownBy(
                () -> teller.publisher.publishAndAwait("x", "key")).hasMessageContaining("Connection refused"));
        long begin = System.nanoTime();
        List<Uni<Void>> outcomes = new ArrayList<>();
        for (int number = 0; number < MESSAGES; number++) {
            outcomes.add(teller.publisher.publish(number, "key"));
        }
        for (Uni<Void> outcome : outcomes) {
            assertThatThrownBy(() -> outcome.await().indefinitely()).hasMessageContaining("was not sent in PT1S")
                    .hasMessageContaining("No connection to the AMQP broker at 127.0.0.1:1: Connection refused");
        }
        // all at once: with a second for each they would take twice as long on any machine
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofMillis(900),
                Duration.ofSeconds(MESSAGES / 2));
    }

    @TomodachiService("teller")
    public static class Teller {

        @Inject
        AmqpPublisher publisher;
    }
}
