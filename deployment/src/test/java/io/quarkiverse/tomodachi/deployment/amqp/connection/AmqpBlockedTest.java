package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.mutiny.core.Vertx;

/** A broker that tells publishers to wait. */
class AmqpBlockedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Patient.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.patient.amqp.publish-timeout", "3S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-unconfirmed-messages", "10")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-unconfirmed-bytes", "10K")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.amqp"))
            .assertLogRecords(records -> assertThat(records.stream()
                    .map(record -> String.format(record.getMessage(), record.getParameters())))
                    .satisfiesOnlyOnce(message -> assertThat(message).contains("takes no messages from connection",
                            "(publishing)", "low on memory"))
                    .anySatisfy(message -> assertThat(message).contains("takes messages from connection", "(publishing)",
                            "again")));

    @Inject
    Patient patient;

    @Inject
    Vertx vertx;

    @Inject
    @All
    List<Transport> transports;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.routing-key-prefix")
    String prefix;

    @Test
    void waitsUntilTheDeadline() throws Exception {
        patient.publisher.publish("before", "wait").await().atMost(Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(patient.received).containsExactly("before"));

        TestBroker.block("low on memory");
        await().untilAsserted(() -> assertThat(health().ready()).isFalse());
        assertThat(health().details().get("publishing")).startsWith("blocked by the broker since ")
                .endsWith(": low on memory");
        long begin = System.nanoTime();
        assertThatThrownBy(() -> patient.publisher.publish("late", "wait").await().indefinitely())
                .hasMessageContaining("was not sent in PT3S: the AMQP broker at ").hasMessageContaining("low on memory");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(2_900));
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.basicPublish("amq.topic", prefix + "wait", null, "other".getBytes());
        }
        await().untilAsserted(() -> assertThat(patient.received).containsExactly("before", "other"));

        CompletableFuture<Void> waiting = patient.publisher.publish("after", "wait").subscribeAsCompletionStage();
        TestBroker.unblock();
        waiting.join();
        await().untilAsserted(() -> assertThat(patient.received).containsExactly("before", "other", "after"));
        assertThat(health().ready()).isTrue();
    }

    /** What waits is limited in number and size: whoever may block waits for room, the event loop is told at once. */
    @Test
    void keepsNoMoreThanItMay() throws Exception {
        publish("first", Duration.ofSeconds(10)).join();
        TestBroker.block("low on disk");
        await().untilAsserted(() -> assertThat(health().ready()).isFalse());
        Duration longer = Duration.ofSeconds(30);
        List<CompletableFuture<Void>> waiting = new ArrayList<>();
        waiting.add(publish("x".repeat(20_000), longer));
        assertThatThrownBy(() -> publish("one more byte", Duration.ofMillis(200)).join()).hasRootCauseInstanceOf(
                AmqpPublishException.class)
                .hasMessageContaining("was not sent: 1 messages with 20000 bytes have no outcome yet, and"
                        + " quarkus.tomodachi.amqp.max-unconfirmed-messages and max-unconfirmed-bytes allow 10 and 10240; the"
                        + " AMQP broker at ")
                .hasMessageContaining("takes no messages since ").hasMessageContaining("low on disk");
        CompletableFuture<Void> onEventLoop = new CompletableFuture<>();
        vertx.runOnContext(() -> publish("at once", longer).whenComplete((nothing, failure) -> complete(onEventLoop, failure)));
        assertThatThrownBy(() -> onEventLoop.get(20, TimeUnit.SECONDS)).hasMessageContaining("have no outcome yet");

        TestBroker.unblock();
        waiting.forEach(CompletableFuture::join);
        TestBroker.block("low on disk again");
        await().untilAsserted(() -> assertThat(health().ready()).isFalse());
        for (int number = 0; number < 10; number++) {
            waiting.add(publish(Integer.toString(number), longer));
        }
        CompletableFuture<Void> eleventh = CompletableFuture.runAsync(() -> publish("10", longer).join());
        assertThatThrownBy(() -> publish("11", Duration.ofMillis(200)).join())
                .hasMessageContaining("10 messages with 10 bytes");
        assertThat(eleventh).isNotDone();
        TestBroker.unblock();
        eleventh.get(20, TimeUnit.SECONDS);
        waiting.forEach(CompletableFuture::join);
        await().untilAsserted(() -> assertThat(patient.bounded).hasSize(13).startsWith("first", "x".repeat(20_000), "0", "1")
                .endsWith("10"));
    }

    private CompletableFuture<Void> publish(String data, Duration timeout) {
        return patient.publisher.publish(data, "bounded", Publish.timeout(timeout)).subscribeAsCompletionStage();
    }

    private static void complete(CompletableFuture<Void> future, Throwable failure) {
        if (failure == null) {
            future.complete(null);
        } else {
            future.completeExceptionally(failure);
        }
    }

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("amqp")).findFirst().orElseThrow().health();
    }

    @TomodachiService("patient")
    public static class Patient {

        final List<String> received = new CopyOnWriteArrayList<>();

        final List<String> bounded = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Amqp(value = "bounded", concurrency = 1)
        void bounded(String data) {
            bounded.add(data);
        }

        @Amqp("wait")
        void receive(String data) {
            received.add(data);
        }
    }
}
