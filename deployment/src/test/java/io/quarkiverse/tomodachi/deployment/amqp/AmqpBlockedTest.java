package io.quarkiverse.tomodachi.deployment.amqp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.quarkus.arc.All;
import io.quarkus.test.QuarkusUnitTest;

/** A broker that tells publishers to wait. */
class AmqpBlockedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.configure(new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Patient.class, TestBroker.class, CuttableProxy.class)))
            .overrideRuntimeConfigKey("quarkus.tomodachi.patient.amqp.publish-timeout", "3S")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.amqp"))
            .assertLogRecords(records -> assertThat(records.stream()
                    .map(record -> String.format(record.getMessage(), record.getParameters())))
                    .satisfiesOnlyOnce(message -> assertThat(message).contains("takes no messages from connection",
                            "(publishing)", "low on memory"))
                    .satisfiesOnlyOnce(message -> assertThat(message).contains("takes messages from connection", "(publishing)",
                            "again")));

    @Inject
    Patient patient;

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

    private TransportHealth health() {
        return transports.stream().filter(transport -> transport.name().equals("amqp")).findFirst().orElseThrow().health();
    }

    @TomodachiService("patient")
    public static class Patient {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Amqp("wait")
        void receive(String data) {
            received.add(data);
        }
    }
}
