package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;

/** What is logged of connections, consumers and messages has fields for machines, and nothing of what is in messages. */
class AmqpLogFieldsTest extends BrokerTest {

    private static final String SECRET = "s3cret-of-the-test";
    private static final String PREFIX = "fields-" + UUID.randomUUID() + ".";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Talking.class, LoggedEvents.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", PREFIX)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.routing-key-prefix", PREFIX)
            .setBeforeAllCustomizer(AmqpLogFieldsTest::declareOtherwise);

    @Inject
    Talking talking;

    @ConfigProperty(name = "quarkus.application.name", defaultValue = "tomodachi")
    String application;

    private static void declareOtherwise() {
        try (Connection connection = TestBroker.connect()) {
            connection.createChannel().queueDeclare(PREFIX + "taken", true, false, false,
                    Map.of("x-max-length", 5, "x-expires", 600_000));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterAll
    static void end() {
        LoggedEvents.end();
    }

    @Test
    void tellOfMessages() throws Exception {
        BasicProperties properties = new BasicProperties.Builder().messageId("id-1").headers(Map.of("token", SECRET)).build();
        channel.basicPublish("amq.topic", prefix + "fail", properties, SECRET.getBytes());

        for (Map<String, String> fields : List.of(LoggedEvents.with(Map.of("outcome", "retried", "attempt", "1")),
                LoggedEvents.with(Map.of("outcome", "dead-lettered", "attempt", "2")))) {
            assertThat(fields).containsAllEntriesOf(consumer("fail")).containsEntry("exchange", "amq.topic")
                    .containsEntry("routing_key", prefix + "fail").containsEntry("message_id", "id-1");
        }
        assertThat(LoggedEvents.with(Map.of("outcome", "retried"))).containsEntry("delay_ms", "150");

        talking.publisher.publish(SECRET, "nowhere");
        assertThat(LoggedEvents.with(Map.of("event", "publish-failed"))).containsEntry("transport", "amqp")
                .containsEntry("exchange", "amq.topic").containsEntry("routing_key", prefix + "nowhere")
                .containsEntry("reason", "RETURNED");

        // headers that leave no room for what a retry notes
        channel.basicPublish("", prefix + "fail", new BasicProperties.Builder()
                .headers(Map.of("huge", (SECRET + " ").repeat(130_900 / (SECRET.length() + 1)))).build(), SECRET.getBytes());
        assertThat(LoggedEvents.with(Map.of("event", "dead-lettered-at-once"))).containsAllEntriesOf(consumer("fail"))
                .containsEntry("destination", prefix + "dead").containsEntry("reason", "the headers are too large");
        assertThat(LoggedEvents.texts()).noneMatch(text -> text.contains(SECRET));
    }

    @Test
    void tellOfConnectionsAndConsumers() throws Exception {
        talking.publisher.publishAndAwait("x", "quiet");
        await().atMost(Duration.ofSeconds(30)).until(() -> talking.received.contains("x"));
        Map<String, String> broker = Map.of("transport", "amqp", "broker", "127.0.0.1:" + TestBroker.port());

        TestBroker.block("low on memory");
        assertThat(LoggedEvents.with(Map.of("event", "connection-blocked", "connection", publishing())))
                .containsAllEntriesOf(broker).containsEntry("reason", "low on memory");
        TestBroker.unblock();
        assertThat(LoggedEvents.with(Map.of("event", "connection-unblocked", "connection", publishing())))
                .containsAllEntriesOf(broker);

        channel.queueDelete(prefix + "quiet");
        assertThat(LoggedEvents.with(Map.of("event", "consumer-lost"))).containsAllEntriesOf(consumer("quiet"))
                .containsKey("reason");
        assertThat(LoggedEvents.with(Map.of("event", "consumer-open"))).containsAllEntriesOf(consumer("quiet"));

        TestBroker.cutConnections();
        for (String event : List.of("connection-lost", "connection-open")) {
            assertThat(LoggedEvents.with(Map.of("event", event, "connection", publishing()))).containsAllEntriesOf(broker);
        }
        assertThat(LoggedEvents.with(Map.of("event", "connection-lost"))).containsKey("reason");
    }

    @Test
    void tellOfQueuesThatCannotBeUsed() {
        assertThat(LoggedEvents.with(Map.of("event", "consumer-refused"))).containsAllEntriesOf(consumer("taken"))
                .extractingByKey("reason").asString().contains("PRECONDITION_FAILED");
    }

    @Test
    void tellOfPauses() {
        PausableHandler quiet = talking.tomodachi.service("talking").pausableHandler("quiet");
        Map<String, String> handler = Map.of("handler", Talking.class.getName() + "#quiet(String)", "service", "talking",
                "transport", "amqp");
        quiet.pause().await().indefinitely();
        assertThat(LoggedEvents.with(Map.of("event", "handler-paused"))).containsAllEntriesOf(handler);
        quiet.resume().await().indefinitely();
        assertThat(LoggedEvents.with(Map.of("event", "handler-resumed"))).containsAllEntriesOf(handler);
    }

    private String publishing() {
        return application + " (publishing)";
    }

    private Map<String, String> consumer(String queue) {
        return Map.of("handler", Talking.class.getName() + "#" + queue + "(String)", "service", "talking", "transport", "amqp",
                "queue", prefix + queue);
    }

    @TomodachiService("talking")
    public static class Talking {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Inject
        Tomodachi tomodachi;

        @StartService
        void start() {
            LoggedEvents.begin();
        }

        @FailurePolicy(attempts = 2, initialDelay = "150MS", jitter = 0)
        @Amqp(value = "fail", queueName = "fail", deadLetterQueue = "dead")
        void fail(String data) {
            throw new IllegalStateException("on purpose");
        }

        @Amqp(value = "quiet", queueName = "quiet")
        void quiet(String data) {
            received.add(data);
        }

        @Amqp(value = "taken", queueName = "taken")
        void taken(String data) {
        }
    }
}
