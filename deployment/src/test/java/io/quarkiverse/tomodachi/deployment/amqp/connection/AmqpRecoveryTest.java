package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.MessageProperties;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

class AmqpRecoveryTest extends BrokerTest {

    private static final int MESSAGES = 500;
    private static final int CUTS = 20;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Counter.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-reconnect-delay", "1S");

    @Inject
    Counter counter;

    @Inject
    BrokerConnections connections;

    @Test
    void losesNothingWhenConnectionsAreCut() throws Exception {
        String queue = AmqpNames.competingQueue(prefix, "count");
        channel.confirmSelect();
        for (int number = 0; number < MESSAGES; number++) {
            if (number % 100 == 50) {
                TestBroker.cutConnections();
            }
            channel.basicPublish("amq.topic", prefix + "count", MessageProperties.PERSISTENT_BASIC,
                    Integer.toString(number).getBytes());
            TimeUnit.MILLISECONDS.sleep(2);
        }
        channel.waitForConfirms();

        await().atMost(Duration.ofSeconds(20)).until(() -> counter.numbers.size() == MESSAGES);
        await().untilAsserted(() -> assertThat(channel.consumerCount(queue)).isEqualTo(1));
        await().untilAsserted(() -> assertThat(messages(queue)).isZero());
        // one to consume, and one to publish as soon as a message was retried
        await().untilAsserted(() -> assertThat(TestBroker.connections()).isBetween(1, 2));
    }

    /** A message is in its queue or in a retry queue at any moment, in both for a short one, but never in none. */
    @Test
    void losesNothingWhenConnectionsAreCutWhileMessagesAreRetried() throws Exception {
        channel.confirmSelect();
        for (int number = 0; number < MESSAGES; number++) {
            channel.basicPublish("amq.topic", prefix + "flaky", MessageProperties.PERSISTENT_BASIC,
                    Integer.toString(number).getBytes());
        }
        channel.waitForConfirms();
        for (int cut = 0; cut < CUTS; cut++) {
            TestBroker.cutConnections();
            TimeUnit.MILLISECONDS.sleep(200);
        }

        await().atMost(Duration.ofSeconds(60)).until(() -> counter.succeeded.size() == MESSAGES);
        String queue = AmqpNames.competingQueue(prefix, "flaky");
        await().atMost(Duration.ofSeconds(20)).until(() -> channel.consumerCount(queue) == 1
                && messages(queue) == 0);
    }

    @Test
    void acknowledgesNothingOnADeadChannel() throws Exception {
        channel.basicPublish("amq.topic", prefix + "slow", null, "slow".getBytes());
        assertThat(counter.begun.await(30, TimeUnit.SECONDS)).isTrue();
        TestBroker.cutConnections();
        await().untilAsserted(() -> assertThat(counter.slow).hasSize(2));
        counter.finish.countDown();

        await().untilAsserted(() -> assertThat(counter.slow).hasSize(4));
        assertThat(counter.slow).containsExactly("begin false", "begin true", "end", "end");
        await().untilAsserted(() -> assertThat(channel.consumerCount(AmqpNames.competingQueue(prefix, "slow"))).isOne());
        await().untilAsserted(() -> assertThat(messages(AmqpNames.competingQueue(prefix, "slow"))).isZero());
    }

    /** What had been sent ahead comes again, so that it must not be handled from the lost connection, too. */
    @Test
    void handlesWhatWasSentAheadOnceAndInOrder() throws Exception {
        for (int number = 0; number < 10; number++) {
            channel.basicPublish("amq.topic", prefix + "ordered", null, Integer.toString(number).getBytes());
        }
        assertThat(counter.first.await(30, TimeUnit.SECONDS)).isTrue();
        String queue = AmqpNames.competingQueue(prefix, "ordered");
        await().until(() -> channel.messageCount(queue) == 0);
        Connection lost = connections.consuming().open().get(30, TimeUnit.SECONDS);
        TestBroker.cutConnections();
        // which the application has noticed
        await().until(() -> connections.consuming().isOpen() && connections.consuming().open().join() != lost);
        await().until(() -> channel.consumerCount(queue) == 1 && channel.messageCount(queue) == 0);
        counter.goOn.countDown();

        await().until(() -> counter.ordered.contains(9));
        assertThat(counter.ordered).containsExactly(0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void declaresADeletedQueueAgain() throws Exception {
        String queue = AmqpNames.competingQueue(prefix, "deleted");
        channel.queueDelete(queue);

        await().ignoreExceptions().until(() -> {
            try (Channel probe = connection.createChannel()) {
                return probe.consumerCount(queue) == 1;
            }
        });
        channel.basicPublish("amq.topic", prefix + "deleted", null, "again".getBytes());
        await().untilAsserted(() -> assertThat(counter.deleted).containsExactly("again"));
    }

    @TomodachiService("counter")
    public static class Counter {

        final Set<Integer> numbers = ConcurrentHashMap.newKeySet();
        final Set<Integer> tried = ConcurrentHashMap.newKeySet();
        final Set<Integer> succeeded = ConcurrentHashMap.newKeySet();
        final CopyOnWriteArrayList<String> slow = new CopyOnWriteArrayList<>();
        final CopyOnWriteArrayList<String> deleted = new CopyOnWriteArrayList<>();
        final CopyOnWriteArrayList<Integer> ordered = new CopyOnWriteArrayList<>();
        final CountDownLatch first = new CountDownLatch(1);
        final CountDownLatch goOn = new CountDownLatch(1);
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch finish = new CountDownLatch(1);

        @Amqp("count")
        void count(int number) {
            numbers.add(number);
        }

        @Amqp("flaky")
        void flaky(int number) {
            if (tried.add(number)) {
                throw new RetryMessageException(Duration.ofMillis(300));
            }
            succeeded.add(number);
        }

        @Amqp("slow")
        void slow(boolean redelivered) throws InterruptedException {
            slow.add("begin " + redelivered);
            begun.countDown();
            finish.await(60, TimeUnit.SECONDS);
            slow.add("end");
        }

        @Amqp(value = "ordered", concurrency = 1)
        void ordered(int number) throws InterruptedException {
            ordered.add(number);
            first.countDown();
            goOn.await(60, TimeUnit.SECONDS);
        }

        @Amqp("deleted")
        void deleted(String data) {
            deleted.add(data);
        }
    }
}
