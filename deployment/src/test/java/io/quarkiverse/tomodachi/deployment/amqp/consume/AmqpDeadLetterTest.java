package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;

class AmqpDeadLetterTest extends BrokerTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Till.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "100MS");

    @Inject
    Till till;

    @Test
    void tellsWhyAndFromWhere() throws Exception {
        BasicProperties properties = new BasicProperties.Builder().messageId("id-1").type("kind").expiration("60000")
                .headers(Map.of("h", 1, "CC", List.of(prefix + "copies"))).build();
        channel.queueDeclare(prefix + "copies", false, true, true, null);
        channel.queueBind(prefix + "copies", "amq.topic", prefix + "copies");
        channel.basicPublish("amq.topic", prefix + "pay", properties, "broken".getBytes());

        GetResponse letter = await().until(() -> channel.basicGet(prefix + "dead", true), message -> message != null);
        assertThat(letter.getBody()).isEqualTo("broken".getBytes());
        assertThat(letter.getProps().getMessageId()).isEqualTo("id-1");
        assertThat(letter.getProps().getType()).isEqualTo("kind");
        assertThat(letter.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(letter.getProps().getExpiration()).isNull();
        Map<String, String> headers = texts(letter);
        assertThat(headers).containsEntry("h", "1").containsEntry("x-tomodachi-attempts", "2")
                .containsEntry("x-tomodachi-exception", RejectMessageException.class.getName())
                .containsEntry("x-tomodachi-message", "no such account").containsEntry("x-tomodachi-exchange", "amq.topic")
                .containsEntry("x-tomodachi-routing-key", prefix + "pay")
                .containsEntry("x-tomodachi-queue", AmqpNames.competingQueue(prefix, "pay"))
                .containsEntry("x-tomodachi-service", "till")
                .containsEntry("x-tomodachi-handler", Till.class.getName() + "#pay(String)");
        assertThat(headers.keySet()).noneMatch(name -> name.startsWith("x-tomodachi-retry") || name.equals("CC")
                || name.equals("x-death"));
        assertThat(Instant.parse(headers.get("x-tomodachi-first-failure")))
                .isBefore(Instant.parse(headers.get("x-tomodachi-last-failure")));
        // the copy that the publisher asked for, and no other
        assertThat(channel.messageCount(prefix + "copies")).isOne();
    }

    /** As the declaration of the Python library, so that both can share the queue. */
    @Test
    void leavesTheQueueAsItIs() throws Exception {
        channel.queueDeclare(AmqpNames.competingQueue(prefix, "pay"), true, false, false, Map.of("x-expires", 60_000));
        channel.queueDeclare(prefix + "dead", true, false, false, Map.of());
    }

    @Test
    void goesByAnExchangeToWhoConsumesDeadLetters() throws Exception {
        channel.basicPublish("amq.topic", prefix + "by.exchange", null, "x".getBytes());

        await().until(() -> till.dead.size() == 1);
        assertThat(till.dead).containsExactly("x " + RejectMessageException.class.getName());
        assertThat(channel.consumerCount(prefix + "dead.by.exchange")).isOne();
        channel.exchangeDeclare(prefix + "dlx", "topic", true);
    }

    /** It is declared again for the first message that finds it gone. */
    @Test
    void survivesTheLossOfTheDeadLetterQueue() throws Exception {
        losesTheDeadLetterQueue("lost",
                data -> channel.basicPublish("amq.topic", prefix + "lost", null, data.getBytes()));
    }

    /** A message that the application published itself comes back with an id of its own. */
    @Test
    void survivesTheLossWithItsOwnMessages() throws Exception {
        losesTheDeadLetterQueue("lost.own", data -> till.publisher.publishAndAwait(data, "lost.own"));
    }

    private void losesTheDeadLetterQueue(String key, ThrowingConsumer<String> publish) throws Exception {
        publish.accept("1");
        await().until(() -> channel.messageCount(prefix + "dead." + key) == 1);
        channel.queueDelete(prefix + "dead." + key);
        publish.accept("2");

        await().atMost(Duration.ofSeconds(20)).ignoreExceptions().until(() -> {
            try (Channel probe = connection.createChannel()) {
                return probe.messageCount(prefix + "dead." + key) == 1;
            }
        });
        await().untilAsserted(() -> assertThat(messages(AmqpNames.competingQueue(prefix, key))).isZero());
    }

    @Test
    void beginsWithTheFirstAttemptWhenItIsMovedBack() throws Exception {
        channel.basicPublish("amq.topic", prefix + "again", null, "x".getBytes());
        GetResponse letter = await().until(() -> channel.basicGet(prefix + "dead.again", true), message -> message != null);
        assertThat(till.again).hasValue(2);

        channel.basicPublish("", AmqpNames.competingQueue(prefix, "again"), letter.getProps(), letter.getBody());
        letter = await().until(() -> channel.basicGet(prefix + "dead.again", true), message -> message != null);
        assertThat(till.again).hasValue(4);
        assertThat(texts(letter)).containsEntry("x-tomodachi-attempts", "2");
    }

    /** A broker's own rule for rejected messages holds where the annotation has none. */
    @Test
    void leavesItToTheBroker() throws Exception {
        channel.queueDeclare(prefix + "by-broker", false, true, true, null);
        channel.basicPublish("amq.topic", prefix + "by.broker", null, "x".getBytes());

        GetResponse letter = await().until(() -> channel.basicGet(prefix + "by-broker", true), message -> message != null);
        assertThat(texts(letter)).containsEntry("x-first-death-reason", "rejected")
                .doesNotContainKey("x-tomodachi-attempts");
    }

    private static Map<String, String> texts(GetResponse message) {
        Map<String, String> texts = new HashMap<>();
        message.getProps().getHeaders().forEach((name, value) -> texts.put(name, value.toString()));
        return texts;
    }

    @TomodachiService("till")
    public static class Till {

        @Inject
        AmqpPublisher publisher;

        final List<String> dead = new CopyOnWriteArrayList<>();
        final AtomicInteger again = new AtomicInteger();
        private boolean tried;

        @Amqp(value = "pay", deadLetterQueue = "dead")
        void pay(String data) {
            if (!tried) {
                tried = true;
                throw new IllegalStateException("the first time");
            }
            throw new RejectMessageException("no such account");
        }

        @Amqp(value = "by.exchange", deadLetterQueue = "dead.by.exchange", deadLetterExchange = "${quarkus.tomodachi.amqp.queue-name-prefix}dlx", deadLetterRoutingKey = "${quarkus.tomodachi.amqp.routing-key-prefix}k")
        void byExchange() {
            throw new RejectMessageException("no");
        }

        @Amqp(value = "k", exchangeName = "${quarkus.tomodachi.amqp.queue-name-prefix}dlx", queueName = "dead.by.exchange")
        void dead(String data, @Header("x-tomodachi-exception") Optional<String> exception) {
            dead.add(data + " " + exception.orElse(""));
        }

        @Amqp(value = "lost", deadLetterQueue = "dead.lost")
        void lost() {
            throw new RejectMessageException("no");
        }

        @Amqp(value = "lost.own", deadLetterQueue = "dead.lost.own")
        void lostOwn() {
            throw new RejectMessageException("no");
        }

        @FailurePolicy(attempts = 2)
        @Amqp(value = "again", deadLetterQueue = "dead.again")
        void again() {
            again.incrementAndGet();
            throw new IllegalStateException("each time");
        }

        @Amqp(value = "by.broker", arguments = {
                @Amqp.Argument(name = "x-dead-letter-exchange", value = ""),
                @Amqp.Argument(name = "x-dead-letter-routing-key", value = "${quarkus.tomodachi.amqp.queue-name-prefix}by-broker") })
        void byBroker() {
            throw new RejectMessageException("no");
        }
    }
}
