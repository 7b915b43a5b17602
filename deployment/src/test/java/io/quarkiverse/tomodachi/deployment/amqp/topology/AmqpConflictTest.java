package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;

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
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkus.test.QuarkusUnitTest;

class AmqpConflictTest {

    private static final String QUEUE = "conflict-" + UUID.randomUUID();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Clashing.class)
            .overrideRuntimeConfigKey("clashing.queue", QUEUE)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.queue-name-prefix", "")
            .setBeforeAllCustomizer(AmqpConflictTest::declareOtherwise)
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.tomodachi"))
            .assertLogRecords(AmqpConflictTest::checkLog);

    @Inject
    Clashing clashing;

    @Inject
    AmqpPublisher publisher;

    @Inject
    AmqpConsumers consumers;

    @Test
    void holdsUpNobodyElseAndHeals() throws Exception {
        publisher.publishAndAwait("other", "other");
        await().until(() -> clashing.received.contains("other"));
        assertThat(consumers.problems(Set.of())).hasSize(1).allSatisfy((handler, problem) -> {
            assertThat(handler).isEqualTo("clashing.receive (queue " + clashing.queue + ")");
            assertThat(problem).contains("PRECONDITION_FAILED");
        });

        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.queueDelete(clashing.queue);
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> consumers.problems(Set.of()).isEmpty());
        publisher.publishAndAwait("clash", "clash");
        await().until(() -> clashing.received.contains("clash"));
    }

    private static void declareOtherwise() {
        try (Connection connection = TestBroker.connect()) {
            connection.createChannel().queueDeclare(QUEUE, true, false, false, Map.of("x-expires", 50_000));
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One error that names both sides, however often it was tried. */
    private static void checkLog(List<LogRecord> records) {
        assertThat(records).hasSize(1);
        String message = String.format(records.get(0).getMessage(), records.get(0).getParameters());
        assertThat(message).contains("@Amqp handler clashing.receive cannot consume until this is settled",
                "queue '" + QUEUE + "' as durable with the arguments {x-expires=60000}",
                "PRECONDITION_FAILED - inequivalent arg 'x-expires'", "quarkus.tomodachi.amqp.queue-ttl");
    }

    @TomodachiService("clashing")
    public static class Clashing {

        @ConfigProperty(name = "clashing.queue")
        String queue;

        final List<String> received = new CopyOnWriteArrayList<>();

        @Amqp(value = "clash", queueName = "${clashing.queue}")
        void receive(String data) {
            received.add(data);
        }

        @Amqp("other")
        void other(String data) {
            received.add(data);
        }
    }
}
