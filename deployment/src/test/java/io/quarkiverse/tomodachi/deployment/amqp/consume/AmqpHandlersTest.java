package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class AmqpHandlersTest extends BrokerTest {

    private static final int ORDERED = 200;

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Shop.class, Order.class)
            .overrideRuntimeConfigKey("shop.key", "from.config")
            .overrideRuntimeConfigKey("quarkus.tomodachi.shop.uuid", "11111111-2222-3333-4444-555555555555");

    @Inject
    Shop shop;

    @Inject
    AmqpPublisher publisher;

    @Test
    void takesAMessageApart() {
        publisher.publishAndAwait("hello", "plain.x",
                Publish.header("color", "red").header("count", 7).header("tags", List.of("a", "b")));

        await().until(() -> shop.plain.size() == 1);
        AmqpMessage message = shop.plain.peek();
        assertThat(message.body()).isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(message.exchangeName()).isEqualTo("amq.topic");
        assertThat(message.routingKey()).isEqualTo(prefix + "plain.x");
        assertThat(message.redelivered()).isFalse();
        assertThat(message.contentType()).isEqualTo("text/plain");
        assertThat(message.headers()).isEqualTo(Map.of("color", "red", "count", 7, "tags", List.of("a", "b")));
        assertThat(shop.parameters).containsExactly("hello", "plain.x", "amq.topic", false, Optional.of("red"), 7,
                Optional.empty(), "shop");
        awaitEmpty(AmqpNames.competingQueue(prefix, "plain.*"));
    }

    @Test
    void takesWhatOthersPublishWithoutProperties() throws Exception {
        channel.basicPublish("amq.topic", AmqpNames.routingKey(prefix, "åäö"), null, "{\"id\": 3}".getBytes());

        await().until(() -> shop.encoded.contains(new Order(3)));
        awaitEmpty(AmqpNames.competingQueue(prefix, "åäö"));
    }

    @Test
    void speaksTheJsonEnvelope() {
        publisher.publishAndAwait(Map.of("id", 5), "json", Publish.envelope(new JsonEnvelope()));

        await().until(() -> shop.metadata.size() == 1);
        MessageMetadata metadata = shop.metadata.peek();
        assertThat(metadata.serviceName()).isEqualTo("shop");
        assertThat(metadata.topic()).isEqualTo("json");
        assertThat(metadata.messageUuid()).startsWith("11111111-2222-3333-4444-555555555555.");
        assertThat(shop.orders).containsExactly(new Order(5));
    }

    @Test
    void rejectsWhatItCannotReadAndGoesOn() throws Exception {
        publisher.publishAndAwait("not an envelope", "json");
        publisher.publishAndAwait(Map.of("id", "x"), "json", Publish.envelope(new JsonEnvelope()));

        awaitEmpty(AmqpNames.competingQueue(prefix, "json"));
    }

    @Test
    void deliversAgainAfterTheDelay() {
        publisher.publishAndAwait("again", "retry");

        await().until(() -> shop.retried.size() == 3);
        List<Long> times = shop.retried;
        assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(290L);
        assertThat(shop.redelivered).containsExactly(false, true, true);
        awaitEmpty(AmqpNames.competingQueue(prefix, "retry"));
    }

    @Test
    void deliversAgainWhatFailed() {
        publisher.publishAndAwait("oops", "fail");

        await().until(() -> shop.failed.get() == 2);
        awaitEmpty(AmqpNames.competingQueue(prefix, "fail"));
    }

    @Test
    void doesNotDeliverARejectedMessageAgain() throws Exception {
        publisher.publishAndAwait("no", "reject");

        await().until(() -> shop.rejected.get() == 1);
        awaitEmpty(AmqpNames.competingQueue(prefix, "reject"));
        Thread.sleep(300);
        assertThat(shop.rejected).hasValue(1);
    }

    @Test
    void keepsTheOrderWithAConcurrencyOfOne() {
        List<Uni<Void>> publishes = new ArrayList<>();
        for (int number = 0; number < ORDERED; number++) {
            publishes.add(publisher.publish(number, "ordered"));
        }
        Uni.join().all(publishes).andFailFast().await().atMost(Duration.ofSeconds(10));

        await().until(() -> shop.ordered.size() == ORDERED);
        assertThat(shop.ordered).containsExactlyElementsOf(IntStream.range(0, ORDERED).boxed().toList());
        assertThat(shop.most).hasValue(1);
    }

    @Test
    void bindsOneQueueSeveralTimesAndReadsConfiguration() {
        publisher.publishAndAwait("1", "first.key");
        publisher.publishAndAwait("2", "second.key");
        publisher.publishAndAwait("3", "from.config");
        publisher.publishAndAwait("4", "own");

        await().until(() -> shop.named.size() == 4);
        assertThat(shop.named).containsExactlyInAnyOrder("1", "2", "3", "4");
    }

    @Test
    void declaresAsThePythonLibrary() throws Exception {
        Map<String, Object> arguments = Map.of("x-expires", 60_000);
        for (String queue : List.of(AmqpNames.competingQueue(prefix, "plain.*"), prefix + "shared",
                AmqpNames.ownQueue(prefix, "own", "named", "11111111-2222-3333-4444-555555555555"))) {
            assertThat(channel.queueDeclare(queue, true, false, false, arguments).getQueue()).isEqualTo(queue);
        }
        channel.exchangeDeclare("tomodachi-test", "topic", true, false, null);
        assertThat(channel.consumerCount(prefix + "shared")).isEqualTo(1);
        assertThat(channel.consumerCount(AmqpNames.competingQueue(prefix, "retry"))).isEqualTo(1);
        channel.basicPublish("tomodachi-test", prefix + "elsewhere", new BasicProperties(), "e".getBytes());
        await().until(() -> shop.named.contains("elsewhere e"));
    }

    @Test
    void takesDollarSignsAsTheyAre() throws Exception {
        publisher.publishAndAwait("data", "a$b.$$");

        await().until(() -> shop.dollars.contains("a$b.$$ data"));
        assertThat(channel.consumerCount(prefix + "$$.pay$")).isEqualTo(1);
    }

    private void awaitEmpty(String queue) {
        await().untilAsserted(() -> assertThat(messages(queue)).isZero());
    }

    public record Order(int id) {
    }

    @TomodachiService("shop")
    public static class Shop {

        final ConcurrentLinkedQueue<AmqpMessage> plain = new ConcurrentLinkedQueue<>();
        final ConcurrentLinkedQueue<MessageMetadata> metadata = new ConcurrentLinkedQueue<>();
        final List<Object> parameters = new CopyOnWriteArrayList<>();
        final List<Order> orders = new CopyOnWriteArrayList<>();
        final List<Order> encoded = new CopyOnWriteArrayList<>();
        final List<Long> retried = new CopyOnWriteArrayList<>();
        final List<Boolean> redelivered = new CopyOnWriteArrayList<>();
        final List<Integer> ordered = new CopyOnWriteArrayList<>();
        final List<String> dollars = new CopyOnWriteArrayList<>();
        final List<String> named = new CopyOnWriteArrayList<>();
        final AtomicInteger rejected = new AtomicInteger();
        final AtomicInteger failed = new AtomicInteger();
        final AtomicInteger running = new AtomicInteger();
        final AtomicInteger most = new AtomicInteger();

        @Amqp("plain.*")
        void plain(String data, AmqpMessage message, String routingKey, String exchangeName, boolean redelivered,
                @Header Optional<String> color, @Header("count") int number, @Header("missing") Optional<Integer> missing,
                ServiceContext context) {
            parameters.addAll(List.of(data, routingKey, exchangeName, redelivered, color, number, missing, context.name()));
            plain.add(message);
        }

        @Amqp("åäö")
        void encoded(Order order, String routingKey, AmqpMessage message) {
            assertThat(routingKey).isEqualTo("åäö");
            assertThat(message.routingKey()).endsWith("___c3a5____c3a4____c3b6_");
            encoded.add(order);
        }

        @Amqp(value = "json", envelope = JsonEnvelope.class)
        Uni<Void> json(Order order, MessageMetadata meta, String messageUuid) {
            assertThat(messageUuid).isEqualTo(meta.messageUuid());
            orders.add(order);
            metadata.add(meta);
            return Uni.createFrom().voidItem();
        }

        @Amqp("retry")
        void retry(boolean redelivered) {
            this.redelivered.add(redelivered);
            retried.add(System.nanoTime() / 1_000_000);
            if (retried.size() < 3) {
                throw new RetryMessageException(Duration.ofMillis(300));
            }
        }

        @Amqp("fail")
        void fail() {
            if (failed.incrementAndGet() == 1) {
                throw new IllegalStateException("the first time");
            }
        }

        @Amqp("reject")
        void reject() {
            rejected.incrementAndGet();
            throw new RejectMessageException("never");
        }

        @Amqp(value = "ordered", concurrency = 1)
        void ordered(int number) {
            most.accumulateAndGet(running.incrementAndGet(), Math::max);
            ordered.add(number);
            running.decrementAndGet();
        }

        @Amqp(value = "first.key", queueName = "shared")
        @Amqp(value = "second.key", queueName = "shared")
        @Amqp("${shop.key}")
        @Amqp(value = "own", competing = false)
        void named(String data) {
            named.add(data);
        }

        @Amqp(value = "a$b.$$", queueName = "$$.pay$")
        void in$$cents(String data, String routingKey) {
            dollars.add(routingKey + " " + data);
        }

        @Amqp(value = "elsewhere", exchangeName = "tomodachi-test")
        void elsewhere(String data) {
            named.add("elsewhere " + data);
        }
    }
}
