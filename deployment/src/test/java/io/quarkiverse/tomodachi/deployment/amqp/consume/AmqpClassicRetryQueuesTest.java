package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Amqp.Argument;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkus.test.QuarkusUnitTest;

/** Those of handlers whose own queues do not need others. */
class AmqpClassicRetryQueuesTest extends BrokerTest {

    private static final Duration DELAY = Duration.ofMillis(300);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Once.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.retry-queues.type", "classic");

    @Inject
    Once once;

    @Test
    void areSharedByHandlersThatDoNotNeedOthers() throws Exception {
        channel.basicPublish("amq.topic", prefix + "first", null, "1".getBytes());
        channel.basicPublish("amq.topic", prefix + "own", null, "2".getBytes());
        await().until(() -> once.succeeded.containsAll(Set.of("first 1", "own 2")));

        // as it was before there were others
        channel.queueDeclare(prefix + "retry.300ms", true, false, false,
                Map.of("x-message-ttl", 300, "x-dead-letter-exchange", "", "x-expires", 3_600_300));
        assertThat(exists(retryQueue(prefix + "first", DELAY))).isFalse();
    }

    @Test
    void areNotThoseOfQueuesThatNeedOthers() throws Exception {
        channel.basicPublish("amq.topic", prefix + "quorum", null, "1".getBytes());
        channel.basicPublish("amq.topic", prefix + "full", null, "2".getBytes());
        await().until(() -> once.succeeded.containsAll(Set.of("quorum 1", "full 2")));

        assertThat(exists(retryQueue(prefix + "quorum", DELAY))).isTrue();
        assertThat(exists(retryQueue(prefix + "full", DELAY))).isTrue();
    }

    private boolean exists(String queue) throws Exception {
        try (Channel probe = connection.createChannel()) {
            probe.queueDeclarePassive(queue);
            return true;
        } catch (IOException e) {
            assertThat(e.getCause()).hasMessageContaining("NOT_FOUND");
            return false;
        }
    }

    /** Fails with each message once. */
    @TomodachiService("once")
    public static class Once {

        final Set<String> tried = ConcurrentHashMap.newKeySet();
        final Set<String> succeeded = ConcurrentHashMap.newKeySet();

        @Amqp(value = "first", queueName = "first")
        void first(String id) {
            handle("first " + id);
        }

        @Amqp(value = "own", competing = false)
        void own(String id) {
            handle("own " + id);
        }

        @Amqp(value = "quorum", queueName = "quorum", quorum = true)
        void quorum(String id) {
            handle("quorum " + id);
        }

        @Amqp(value = "full", queueName = "full", arguments = {
                @Argument(name = "x-max-length", value = "7"), @Argument(name = "x-overflow", value = "reject-publish") })
        void full(String id) {
            handle("full " + id);
        }

        private void handle(String message) {
            if (tried.add(message)) {
                throw new RetryMessageException(DELAY);
            }
            succeeded.add(message);
        }
    }
}
