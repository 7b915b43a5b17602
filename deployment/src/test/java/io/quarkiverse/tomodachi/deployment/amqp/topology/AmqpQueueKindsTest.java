package io.quarkiverse.tomodachi.deployment.amqp.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.DefaultConsumer;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.Amqp.Argument;
import io.quarkiverse.tomodachi.Amqp.ExchangeType;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

/** Declarations are checked by declaring the same again, which brokers only accept if all of it agrees. */
class AmqpQueueKindsTest extends BrokerTest {

    private static final String UUID = "11111111-2222-3333-4444-555555555555";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Kinds.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.kinds.uuid", UUID)
            .overrideRuntimeConfigKey("kinds.limit", "7")
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "100MS");

    @Inject
    Kinds kinds;

    @Inject
    AmqpPublisher publisher;

    @Inject
    AmqpConsumers consumers;

    @Test
    void consumesFromAllOfThem() {
        assertThat(consumers.problems(Set.of())).isEmpty();
    }

    @Test
    void declaresWhatTheMembersSay() throws Exception {
        declared("limited", Map.of("x-expires", 60_000, "x-max-length", 7, "x-overflow", "reject-publish", "x-own", "5"));
        declared("prior", Map.of("x-expires", 5_000, "x-max-priority", 9));
        declared("single", Map.of("x-expires", 60_000, "x-single-active-consumer", true));
    }

    @Test
    void replicatesQuorumQueuesAndWhatBelongsToThem() throws Exception {
        declared("quorum", Map.of("x-queue-type", "quorum", "x-delivery-limit", 5,
                "x-dead-letter-exchange", "", "x-dead-letter-routing-key", prefix + "quorum.dead", "x-overflow",
                "reject-publish", "x-dead-letter-strategy", "at-least-once"));
        declared("quorum.dead", Map.of("x-queue-type", "quorum"));
        publisher.publishAndAwait("fail", "quorum");

        await().until(() -> channel.messageCount(prefix + "quorum.dead") == 1
                || channel.basicGet(prefix + "quorum.dead", true) != null);
        assertThat(kinds.received).containsSubsequence("quorum fail", "quorum fail");
    }

    @Test
    void prefersThePriorConsumer() throws Exception {
        List<String> here = new CopyOnWriteArrayList<>();
        channel.basicConsume(prefix + "prior", true, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String tag, com.rabbitmq.client.Envelope envelope, BasicProperties properties,
                    byte[] body) {
                here.add(new String(body));
            }
        });
        for (int number = 0; number < 20; number++) {
            publisher.publishAndAwait("p" + number, "prior", Publish.priority(number % 10));
        }
        await().until(() -> kinds.received.stream().filter(text -> text.startsWith("prior")).count() == 20);
        assertThat(here).isEmpty();
    }

    @Test
    void bindsToExchangesOfAllTypes() throws Exception {
        channel.exchangeDeclare(prefix + "direct", "direct", true);
        channel.exchangeDeclare(prefix + "fanout", "fanout", true);
        channel.exchangeDeclare(prefix + "headers", "headers", true);
        publisher.publishAndAwait("1", "exact", Publish.exchange(prefix + "direct"));
        publisher.publishAndAwait("2", "whatever", Publish.exchange(prefix + "fanout"));
        publisher.publishAndAwait("3", "whatever", Publish.exchange(prefix + "headers").header("color", "red"));
        publisher.publishAndAwait("4", "whatever", Publish.exchange(prefix + "headers").header("size", 4));

        await().until(() -> kinds.received.containsAll(List.of("bound 1", "bound 2", "bound 3", "bound 4")));
        assertThat(channel.consumerCount(prefix + "bound")).isOne();
    }

    /** Their names do not contain the exchange. */
    @Test
    void hasOneConsumerOfAQueueThatSeveralExchangesFill() throws Exception {
        publisher.publishAndAwait("1", "both");
        publisher.publishAndAwait("2", "both", Publish.exchange(prefix + "direct"));
        publisher.publishAndAwait("3", "alone");
        publisher.publishAndAwait("4", "alone", Publish.exchange(prefix + "direct"));

        await().until(() -> kinds.received.containsAll(List.of("both 1", "both 2", "alone 3", "alone 4")));
        assertThat(channel.consumerCount(AmqpNames.competingQueue(prefix, "both"))).isOne();
        assertThat(channel.consumerCount(AmqpNames.ownQueue(prefix, "alone", "alone", UUID))).isOne();
        assertThat(consumers.problems(Set.of())).isEmpty();
    }

    /** With the same uuid another instance waits, and takes over. */
    @Test
    void hasTheQueueOfAnInstanceForItsOwn() throws Exception {
        String queue = AmqpNames.ownQueue(prefix, "own", "own", UUID);
        await().ignoreExceptions().until(() -> channel.consumerCount(queue) == 1);
        boolean second;
        try (Channel other = connection.createChannel()) {
            other.basicConsume(queue, new DefaultConsumer(other));
            second = true;
        } catch (Exception e) {
            second = false;
        }
        assertThat(second).isFalse();
    }

    private void declared(String queue, Map<String, Object> arguments) throws Exception {
        try (Channel probe = connection.createChannel()) {
            probe.queueDeclare(prefix + queue, true, false, false, new HashMap<>(arguments));
        }
    }

    @TomodachiService("kinds")
    public static class Kinds {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Amqp(value = "limited", queueName = "limited", prefetch = 3, arguments = {
                @Argument(name = "x-max-length", value = "${kinds.limit}"),
                @Argument(name = "x-overflow", value = "reject-publish"),
                @Argument(name = "x-own", value = "5", type = Amqp.ArgumentType.TEXT) })
        void limited(String data) {
            received.add("limited " + data);
        }

        @Amqp(value = "prior", queueName = "prior", maxPriority = 9, priority = 5, arguments = @Argument(name = "x-expires", value = "5000"))
        void prior(String data) {
            received.add("prior " + data);
        }

        @Amqp(value = "single", queueName = "single", singleActiveConsumer = true)
        void single(String data) {
            received.add("single " + data);
        }

        @Amqp(value = "quorum", queueName = "quorum", quorum = true, deliveryLimit = 5, deadLetterQueue = "quorum.dead")
        void quorum(String data) {
            received.add("quorum " + data);
            if (received.stream().filter("quorum fail"::equals).count() < 2) {
                throw new IllegalStateException("once more");
            }
            throw new RejectMessageException("enough");
        }

        @Amqp(value = "exact", queueName = "bound", exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}direct", exchangeType = ExchangeType.DIRECT)
        @Amqp(value = "", queueName = "bound", exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}fanout", exchangeType = ExchangeType.FANOUT)
        @Amqp(value = "", queueName = "bound", exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}headers", exchangeType = ExchangeType.HEADERS, bindingArguments = {
                @Argument(name = "color", value = "red"), @Argument(name = "size", value = "4"),
                @Argument(name = "x-match", value = "any") })
        void bound(String data) {
            received.add("bound " + data);
        }

        @Amqp("both")
        @Amqp(value = "both", exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}direct", exchangeType = ExchangeType.DIRECT)
        void both(String data) {
            received.add("both " + data);
        }

        @Amqp(value = "alone", competing = false)
        @Amqp(value = "alone", competing = false, exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}direct", exchangeType = ExchangeType.DIRECT)
        void alone(String data) {
            received.add("alone " + data);
        }

        @Amqp(value = "own", competing = false)
        void own(String data) {
            received.add("own " + data);
        }
    }
}
