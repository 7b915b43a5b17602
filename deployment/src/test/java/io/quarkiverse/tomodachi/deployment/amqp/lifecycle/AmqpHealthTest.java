package io.quarkiverse.tomodachi.deployment.amqp.lifecycle;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
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
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;

/** An application that starts before its broker, and is not ready while it lacks anything. */
class AmqpHealthTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Watched.class)
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.start", "later")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-reconnect-delay", "0.5S")
            .setBeforeAllCustomizer(() -> TestBroker.refuse(true))
            .setAfterAllCustomizer(() -> TestBroker.refuse(false));

    @Inject
    Watched watched;

    @Inject
    @All
    List<Transport> transports;

    @ConfigProperty(name = "quarkus.tomodachi.amqp.queue-name-prefix")
    String prefix;

    @Test
    void isReadyWhenAllIsThere() throws Exception {
        String handler = "amqp: watched.receive (queue " + AmqpNames.competingQueue(prefix, "watch") + ")";
        awaitStatus(503);
        Map<String, String> data = transportsCheck();
        assertThat(data).containsEntry("amqp", "DOWN").containsEntry("amqp: publishing",
                "not used");
        assertThat(data.get("amqp: consuming")).startsWith("no connection since ").contains("closed by the other side");
        assertThat(data.get(handler)).startsWith("does not receive since ").endsWith(": not begun yet");
        when().get("/q/health/live").then().statusCode(200);

        TestBroker.refuse(false);
        awaitStatus(200);
        assertThat(transportsCheck()).containsEntry("amqp", "UP").doesNotContainKey(handler);
        watched.publisher.publish("first", "watch").await().atMost(Duration.ofSeconds(10));
        await().untilAsserted(() -> assertThat(watched.received).containsExactly("first"));
        assertThat(transportsCheck().get("amqp: publishing")).startsWith("connected since ");

        TestBroker.refuse(true);
        TestBroker.cutConnections();
        awaitStatus(503);
        await().untilAsserted(() -> assertThat(transportsCheck().get(handler)).startsWith("does not receive since "));
        assertThat(transportsCheck().get("amqp: publishing")).startsWith("no connection since ");
        when().get("/q/health/live").then().statusCode(200);

        // the connection to publish, too, though nobody publishes
        TestBroker.refuse(false);
        awaitStatus(200);
        tellsOfAConflict(handler);
    }

    private void tellsOfAConflict(String handler) throws Exception {
        String queue = AmqpNames.competingQueue(prefix, "watch");
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            TestBroker.refuse(true);
            TestBroker.cutConnections();
            channel.queueDelete(queue);
            channel.queueDeclare(queue, true, false, false, null);
            TestBroker.refuse(false);

            await().untilAsserted(() -> assertThat(transportsCheck().get(handler)).contains("PRECONDITION_FAILED", queue));
            awaitStatus(503);
            assertThat(transports).filteredOn(transport -> !transport.health().ready()).extracting(Transport::name)
                    .containsExactly("amqp");
            channel.queueDelete(queue);
            awaitStatus(200);
        }
    }

    private static void awaitStatus(int status) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(when().get("/q/health/ready").statusCode()).isEqualTo(status));
    }

    private static Map<String, String> transportsCheck() {
        return when().get("/q/health/ready").jsonPath().getMap("checks.find { it.name == 'Tomodachi transports' }.data");
    }

    @TomodachiService("watched")
    public static class Watched {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Amqp("watch")
        void receive(String data) {
            received.add(data);
        }
    }
}
