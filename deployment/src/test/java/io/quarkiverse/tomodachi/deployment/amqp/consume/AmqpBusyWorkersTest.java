package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AmqpBusyWorkersTest {

    private static final int WORKERS = 3;
    private static final int PUBLISHES = 8;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", Integer.toString(WORKERS))
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.publish-timeout", "30S");

    @Inject
    Seller seller;

    @Inject
    ScheduledExecutorService workers;

    /** The first, so that the connection has to be opened too. */
    @Test
    @Order(1)
    void needsNoFreeWorkerToSucceed() throws Exception {
        try (Connection connection = TestBroker.connect()) {
            String queue = connection.createChannel().queueDeclare().getQueue();
            for (CompletableFuture<Void> publish : publishOnAllWorkers(queue, Publish.exchange(""))) {
                publish.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    @Order(2)
    void needsNoFreeWorkerToGiveUp() {
        TestBroker.freeze(true);
        try {
            for (CompletableFuture<Void> publish : publishOnAllWorkers("nowhere",
                    Publish.exchange("").timeout(Duration.ofSeconds(2)))) {
                assertThatThrownBy(() -> publish.get(60, TimeUnit.SECONDS))
                        .hasMessageContaining("was not confirmed in PT2S");
            }
        } finally {
            TestBroker.freeze(false);
        }
    }

    /** Callers that block where they hear of an outcome hold up no others. */
    @Test
    @Order(3)
    void publishesWhereOutcomesAreTold() throws Exception {
        try (Connection connection = TestBroker.connect()) {
            String queue = connection.createChannel().queueDeclare().getQueue();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int number = 0; number < PUBLISHES; number++) {
                all.add(seller.publisher.publish(number, queue, Publish.exchange(""))
                        .invoke(() -> seller.publish(queue, Publish.exchange("")))
                        .subscribeAsCompletionStage());
            }
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(connection.createChannel().messageCount(queue)).isEqualTo(2 * PUBLISHES);
        }
    }

    private List<CompletableFuture<Void>> publishOnAllWorkers(String queue, PublishOptions options) {
        List<CompletableFuture<Void>> publishes = new ArrayList<>();
        for (int number = 0; number < PUBLISHES; number++) {
            publishes.add(CompletableFuture.runAsync(() -> seller.publish(queue, options), workers));
        }
        return publishes;
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;

        void publish(String queue, PublishOptions options) {
            publisher.publishAndAwait("x", queue, options);
        }
    }
}
