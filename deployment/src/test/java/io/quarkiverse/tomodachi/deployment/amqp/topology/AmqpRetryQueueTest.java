package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static com.rabbitmq.client.MessageProperties.PERSISTENT_BASIC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.deployment.amqp.RabbitMqControl;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.clients.ConcurrentTests;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryQueue;

class AmqpRetryQueueTest {

    private static final Duration RUN = Duration.ofSeconds(13);

    private final String name = "retry-queue-" + UUID.randomUUID();

    @TestFactory
    List<DynamicTest> expires() {
        return ConcurrentTests.of(2,
                dynamicTest("losesNothingToItsExpiry", () -> losesNothingToItsExpiry(name + "-shared")),
                dynamicTest("ofAnInstanceExpiresAfterItsMessagesHaveLeft",
                        () -> ofAnInstanceExpiresAfterItsMessagesHaveLeft(name + "-own")));
    }

    /** With a margin of seconds instead of an hour, the queue would expire several times while messages are sent. */
    private static void losesNothingToItsExpiry(String name) throws Exception {
        RetryQueue queue = new RetryQueue(name, Duration.ofMillis(600), false, Duration.ofSeconds(5));
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            String target = channel.queueDeclare(name + ".target", false, true, false, null).getQueue();
            int sent = 0;
            long declared = System.nanoTime() - queue.validNanos();
            for (long begin = System.nanoTime(); System.nanoTime() - begin < RUN.toNanos();) {
                if (System.nanoTime() - declared >= queue.validNanos()) {
                    declared = System.nanoTime();
                    queue.declare(channel);
                }
                channel.basicPublish(name, target, true, expiring(sent), new byte[0]);
                assertThat(channel.waitForConfirms(5_000)).isTrue();
                sent++;
                // idle for longer than a message lives, yet not for as long as the queue does
                Thread.sleep(sent % 10 == 0 ? 700 : 20);
            }
            int all = sent;
            await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount(target) == all);
            awaitExpiry(name, connection);
        }
    }

    /** As the broker would delete it with the messages in it if it were not classic. */
    @Test
    @EnabledIfSystemProperty(named = "tomodachi.test.rabbitmq.control", matches = ".+")
    void isClassicWhateverQueuesAreByDefault() throws Exception {
        RetryQueue queue = new RetryQueue(name, Duration.ofMillis(600), false, Duration.ofSeconds(5));
        RabbitMqControl.run("add_vhost", name, "--default-queue-type", "quorum");
        try {
            RabbitMqControl.run("set_permissions", "-p", name, "guest", ".*", ".*", ".*");
            try (Connection connection = TestBroker.connect(name); Channel channel = connection.createChannel()) {
                channel.queueDeclare("other", true, false, false, null);
                queue.declare(channel);
                queue.declare(channel);
            }
            assertThat(RabbitMqControl.run("list_queues", "--no-table-headers", "-p", name, "name", "type").lines())
                    .containsExactlyInAnyOrder("other\tquorum", name + "\tclassic");
        } finally {
            RabbitMqControl.run("delete_vhost", name);
        }
    }

    /** As it was declared before. */
    @Test
    void mayExistWithoutItsKind() throws Exception {
        RetryQueue queue = new RetryQueue(name, Duration.ofMillis(600), false, Duration.ofSeconds(5));
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.queueDeclare(name, true, false, false,
                    Map.of("x-message-ttl", 600, "x-dead-letter-exchange", "", "x-expires", 5_600));
            queue.declare(channel);
            assertThat(channel.isOpen()).isTrue();
        }
    }

    /** As those of a handler whose queue is full or deleted, which the broker tries to move every three minutes. */
    @ParameterizedTest
    @ValueSource(strings = { "classic", "quorum" })
    void isNotHeldUpByMessagesThatNobodyTakes(String type) throws Exception {
        RetryLadder ladder = new RetryLadder(name + ".", Type.QUORUM);
        Map<String, Object> arguments = Map.of("x-queue-type", type);
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            String open = name + ".open";
            channel.queueDeclare(open, true, false, false, arguments);
            for (String target : List.of(name + ".missing", open)) {
                RetryQueue queue = ladder.queue(Duration.ofMillis(100),
                        new QueueTopology(target, arguments, List.of(), null), false, Instant.now());
                queue.declare(channel);
                for (int i = 0; i < 40; i++) {
                    channel.basicPublish(queue.name(), target, true, PERSISTENT_BASIC, new byte[0]);
                }
                channel.waitForConfirmsOrDie(5_000);
            }
            await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount(open) == 40);
        }
    }

    private static void ofAnInstanceExpiresAfterItsMessagesHaveLeft(String name) throws Exception {
        RetryQueue queue = new RetryQueue(name, Duration.ofMillis(600), true, Duration.ofSeconds(15));
        try (Connection connection = TestBroker.connect(); Channel channel = connection.createChannel()) {
            channel.confirmSelect();
            String target = channel.queueDeclare(name + ".target", true, false, true, null).getQueue();
            queue.declare(channel);
            channel.basicPublish(name, target, true, PERSISTENT_BASIC, new byte[0]);
            assertThat(channel.waitForConfirms(5_000)).isTrue();
            await().atMost(Duration.ofSeconds(30)).until(() -> channel.messageCount(target) == 1);
            awaitExpiry(name, connection);
            channel.queueDelete(target);
        }
    }

    /** Nobody has to clean up. */
    private static void awaitExpiry(String name, Connection connection) {
        await().atMost(Duration.ofMinutes(1)).until(() -> {
            try (Channel probe = connection.createChannel()) {
                probe.exchangeDeclarePassive(name);
                return false;
            } catch (IOException e) {
                return String.valueOf(e.getCause()).contains("NOT_FOUND");
            }
        });
    }

    private static BasicProperties expiring(int number) {
        return new BasicProperties.Builder().expiration(Integer.toString(number % 7 * 100)).build();
    }
}
