package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;

/** A link over which nothing goes any more, under such load that those who write to it are stuck. */
class AmqpStuckLinkTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** More than the systems on both sides take before they make somebody wait. */
    private static final int MESSAGES = 64;
    private static final String BODY = "x".repeat(1_000_000);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class)
            .overrideConfigKey("rabbitmq-handshake-timeout", "2000")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-unconfirmed-bytes", "200M")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.publish-timeout", "3S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.heartbeat", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-reconnect-delay", "0.5S");

    @Inject
    Seller seller;

    @Inject
    @All
    List<Transport> transports;

    @AfterEach
    void thaw() {
        TestBroker.freeze(false);
    }

    @Test
    void isGivenUpAndReplaced() throws Exception {
        try (Connection connection = TestBroker.connect()) {
            String queue = connection.createChannel().queueDeclare().getQueue();
            seller.publish(queue).get(10, TimeUnit.SECONDS);

            TestBroker.freeze(true);
            List<CompletableFuture<Void>> publishes = new ArrayList<>();
            for (int number = 0; number < MESSAGES; number++) {
                publishes.add(seller.publish(queue));
            }
            await().atMost(LIMIT).untilAsserted(
                    () -> assertThat(health().details().get("publishing")).startsWith("no connection since "));
            assertThat(health().ready()).isFalse();
            await().atMost(LIMIT).until(() -> publishes.stream().allMatch(CompletableFuture::isCompletedExceptionally));

            TestBroker.freeze(false);
            // the first attempts may meet what is left of the old link
            await().atMost(LIMIT).ignoreExceptions().untilAsserted(() -> {
                seller.publish(queue).get(10, TimeUnit.SECONDS);
                assertThat(health().ready()).isTrue();
            });
        }
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("amqp")).findFirst().orElseThrow().health();
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;

        CompletableFuture<Void> publish(String queue) {
            return publisher.publish(BODY, queue, Publish.exchange("")).subscribeAsCompletionStage();
        }
    }
}
