package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.deployment.message.HeldCalls;
import io.quarkus.test.QuarkusUnitTest;

/** Brokers that end a consumer, but not its channel. */
class AmqpCancelledConsumerTest extends BrokerTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker
            .application(Slow.class, HeldCalls.class, LoggedEvents.class);

    @Inject
    Slow slow;

    @BeforeEach
    void begin() {
        LoggedEvents.begin();
    }

    @AfterEach
    void end() {
        LoggedEvents.end();
    }

    /** It lets the consumer go on when it has the outcomes that it had waited for, on a channel that knows it no more. */
    @Test
    void whatAQuorumQueueTookBackIsHandledInOrderFromAnotherChannel() throws Exception {
        assumeFalse(TestBroker.isRabbitMq(), "Debian's RabbitMQ closes the channel");
        publish("late", 3);
        assertThat(slow.late.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        awaitAllSent("late", 3);

        TestBroker.timeOutConsumers(prefix + "late");
        assertThat(LoggedEvents.with(Map.of("event", "acknowledgement-timeout"))).containsEntry("queue", prefix + "late")
                .containsEntry("messages", "3").containsEntry("service", "slow");
        awaitAllSent("late", 3);
        slow.late.mayEnd.release(10);

        await().atMost(LIMIT).until(() -> messages(prefix + "late") == 0);
        assertThat(slow.late.ended).containsExactly(1, 1, 2, 3);
        publish("late", 1);
        await().atMost(LIMIT).until(() -> slow.late.ended.size() == 5 && messages(prefix + "late") == 0);
        assertThat(LoggedEvents.records()).noneMatch(record -> "connection-lost".equals(record.getMdc("event")));
    }

    /** Or there were one more copy each time that a call takes too long and fails. */
    @Test
    void whatAQuorumQueueTookBackIsNotPassedOnToo() throws Exception {
        assumeFalse(TestBroker.isRabbitMq(), "Debian's RabbitMQ closes the channel");
        publish("failing", 1);
        assertThat(slow.failing.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        TestBroker.timeOutConsumers(prefix + "failing");
        assertThat(slow.failing.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();

        String retryQueue = retryQueue(prefix + "failing", Duration.ofHours(1));
        slow.failing.mayEnd.release(1);
        await().atMost(LIMIT).until(() -> slow.failing.ended.size() == 1);
        slow.failing.mayEnd.release(1);
        await().atMost(LIMIT).until(() -> messages(prefix + "failing") == 0);
        assertThat(channel.messageCount(retryQueue)).isOne();
    }

    /** Nobody else has its messages. */
    @Test
    void whatWasSentAheadOfADeletedQueueIsHandledAndRetried() throws Exception {
        publish("deleted", 3);
        assertThat(slow.deleted.begun.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
        awaitAllSent("deleted", 3);
        channel.queueDelete(prefix + "deleted");
        assertThat(LoggedEvents.with(Map.of("event", "consumer-open", "queue", prefix + "deleted"))).isNotEmpty();
        channel.basicPublish("amq.topic", prefix + "deleted", null, "4".getBytes());
        slow.deleted.mayEnd.release(10);

        await().atMost(LIMIT).until(() -> slow.deleted.ended.size() == 4 && messages(prefix + "deleted") == 0);
        assertThat(slow.deleted.ended).containsExactly(1, 2, 3, 4);
        await().atMost(LIMIT).until(() -> channel.messageCount(retryQueue(prefix + "deleted", Duration.ofHours(2))) == 4);
    }

    private void publish(String key, int count) throws Exception {
        for (int number = 1; number <= count; number++) {
            channel.basicPublish("amq.topic", prefix + key, null, Integer.toString(number).getBytes());
        }
    }

    private void awaitAllSent(String queue, int count) {
        await().atMost(LIMIT)
                .until(() -> channel.messageCount(prefix + queue) == 0 && channel.consumerCount(prefix + queue) == 1
                        && (TestBroker.isRabbitMq() || TestBroker.unacknowledged(prefix + queue) == count));
    }

    @TomodachiService("slow")
    public static class Slow {

        final HeldCalls<Integer> late = new HeldCalls<>();
        final HeldCalls<Integer> failing = new HeldCalls<>();
        final HeldCalls<Integer> deleted = new HeldCalls<>();

        @Amqp(value = "late", queueName = "late", quorum = true, concurrency = 1)
        void late(int number) throws InterruptedException {
            late.call(number);
        }

        @Amqp(value = "failing", queueName = "failing", quorum = true)
        void failing(int number) throws InterruptedException {
            failing.call(number);
            throw new RetryMessageException(Duration.ofHours(1));
        }

        @Amqp(value = "deleted", queueName = "deleted", concurrency = 1)
        void deleted(int number) throws InterruptedException {
            deleted.call(number);
            throw new RetryMessageException(Duration.ofHours(2));
        }
    }
}
