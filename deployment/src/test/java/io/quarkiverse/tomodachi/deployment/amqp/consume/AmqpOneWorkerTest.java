package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** One worker is enough: neither the start nor the end waits, on it, for what needs it. */
class AmqpOneWorkerTest extends BrokerTest {

    /** Less than the start would wait for its consumers, and its methods. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Relay.class)
            .overrideRuntimeConfigKey("quarkus.thread-pool.core-threads", "1")
            .overrideRuntimeConfigKey("quarkus.thread-pool.max-threads", "1")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.connect-timeout", "10M")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && record.getLoggerName().startsWith("io.quarkiverse.tomodachi"))
            .assertLogRecords(records -> assertThat(records).as("outcomes are told at the end").isEmpty());

    @Inject
    Relay relay;

    @Test
    void isEnoughToStartAndToHandle() throws Exception {
        String queue = channel.queueDeclare().getQueue();
        channel.basicPublish("amq.topic", prefix + "relay", null, queue.getBytes());

        GetResponse passedOn = await().atMost(LIMIT).until(() -> channel.basicGet(queue, true), message -> message != null);
        assertThat(new String(passedOn.getBody())).contains("passed on");
        assertThat(relay.calls).containsExactly("started", "relay");
    }

    @TomodachiService("relay")
    public static class Relay {

        final List<String> calls = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @StartedService
        void started() {
            calls.add("started");
        }

        @Amqp("relay")
        void relay(String queue) {
            calls.add("relay");
            publisher.publishAndAwait("passed on", queue, Publish.exchange(""));
        }
    }
}
