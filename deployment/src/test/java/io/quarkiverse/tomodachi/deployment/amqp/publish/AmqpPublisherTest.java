package io.quarkiverse.tomodachi.deployment.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class AmqpPublisherTest extends BrokerTest {

    private static final int MANY = 3_000;
    private static final String INTERNAL = "tomodachi-test-internal";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker
            .application(Seller.class, Buyer.class, Office.class, LoggedEvents.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.buyer.amqp.routing-key-prefix", "")
            .overrideRuntimeConfigKey("quarkus.tomodachi.buyer.amqp.exchange-name", "tomodachi-test-buyer")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.publish-timeout", "20S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-message-size", "100K")
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(records -> assertThat(records).hasSize(1).first()
                    .satisfies(record -> assertThat(record.getThrown()).hasMessageContaining("nobody.asks")));

    @Inject
    Seller seller;

    @Inject
    Buyer buyer;

    @Inject
    Office office;

    @Inject
    Vertx vertx;

    private String queue;

    @BeforeEach
    void declare() throws Exception {
        queue = channel.queueDeclare(UUID.randomUUID().toString(), false, true, true, null).getQueue();
    }

    @Test
    void sendsPersistentMessages() throws Exception {
        channel.queueBind(queue, "amq.topic", "#.wire.___c3a5_");
        seller.publisher.publishAndAwait("text", "wire.å", Publish.header("h", 1L));
        seller.publisher.publishAndAwait(List.of(1), "wire.å", Publish.prefix("other."));
        seller.publisher.publishAndAwait("data", "wire.å", Publish.envelope(new JsonEnvelope()));

        GetResponse text = channel.basicGet(queue, true);
        assertThat(text.getBody()).isEqualTo("text".getBytes());
        assertThat(text.getProps().getDeliveryMode()).isEqualTo(2);
        assertThat(text.getProps().getContentType()).isEqualTo("text/plain");
        assertThat(text.getProps().getHeaders()).containsEntry("h", 1L);
        assertThat(text.getEnvelope().getRoutingKey()).startsWith("test-").endsWith(".wire.___c3a5_");
        GetResponse json = channel.basicGet(queue, true);
        assertThat(json.getEnvelope().getRoutingKey()).isEqualTo("other.wire.___c3a5_");
        assertThat(json.getBody()).isEqualTo("[1]".getBytes());
        assertThat(json.getProps().getContentType()).isEqualTo("application/json");
        assertThat(json.getProps().getMessageId()).isNotEqualTo(text.getProps().getMessageId());
        GetResponse enveloped = channel.basicGet(queue, true);
        assertThat(enveloped.getProps().getContentType()).isEqualTo("application/json");
        assertThat(new String(enveloped.getBody())).contains("\"name\": \"seller\"");
    }

    @Test
    void speaksForTheServiceItIsInjectedInto() throws Exception {
        channel.exchangeDeclare("tomodachi-test-buyer", "topic", true);
        channel.queueBind(queue, "tomodachi-test-buyer", "for.service");
        buyer.publisher.publishAndAwait("own", "for.service");
        office.forBuyer.publishAndAwait("named", "for.service");

        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo("own".getBytes());
        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo("named".getBytes());
        assertThatThrownBy(() -> office.forSeller.publishAndAwait("elsewhere", "for.service"))
                .hasMessageContaining("amq.topic");
    }

    @Test
    void failsWithReasons() {
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("x", "nobody.listens"))
                .hasMessageContainingAll("nobody.listens", "NO_ROUTE");
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("x", "key", Publish.exchange("missing-exchange")))
                .hasMessageContainingAll("missing-exchange", "404");
        rejected("attribute", Publish.attribute("a", 1));
        rejected("groupId", Publish.groupId("g"));
        rejected("deduplicationId", Publish.deduplicationId("d"));
        rejected("delay", Publish.delay(Duration.ofSeconds(1)));
        rejected("Header 'bad'", Publish.header("bad", new Object()));
        rejected("Header 'CC'", Publish.header("CC", "key"));
        rejected("Header 'BCC'", Publish.header("BCC", List.of(1)));
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("x", "k".repeat(300)))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("255");
    }

    private void rejected(String option, PublishOptions options) {
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("x", "key", options))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(option);
    }

    /** It would take along what others have published on the channel. */
    @Test
    void sendsNothingThatIsTooLarge() throws Exception {
        seller.publisher.publishAndAwait("x".repeat(102_400), queue, Publish.exchange(""));
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("x".repeat(102_401), queue, Publish.exchange("")))
                .isInstanceOfSatisfying(AmqpPublishException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(AmqpPublishException.Reason.NOT_SENT))
                .hasMessageEndingWith(
                        "was not sent: it has 102401 bytes, and quarkus.tomodachi.amqp.max-message-size allows 102400");
        assertThat(channel.messageCount(queue)).isOne();
    }

    /** None but those is in doubt that were sent before the one that the broker refused. */
    @Test
    void knowsWhatWasNotSentWhereTheBrokerRefuses() throws Exception {
        channel.exchangeDeclare(INTERNAL, "fanout", false, true, true, null);
        channel.queueBind(queue, INTERNAL, "");
        Uni<Void> refused = seller.publisher.publish("x", "key", Publish.exchange(INTERNAL));
        Uni<Void> later = seller.publisher.publish("later", queue, Publish.exchange(""));
        assertThatThrownBy(() -> refused.await().atMost(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(AmqpPublishException.class, failure -> assertThat(failure.reason())
                        .isEqualTo(AmqpPublishException.Reason.NOT_SENT))
                .hasMessageContainingAll("403", "cannot publish to internal exchange");
        // it may be the first one of the next channel
        Throwable failure = catchThrowable(() -> later.await().atMost(Duration.ofSeconds(10)));
        assertThat(failure).satisfiesAnyOf(none -> assertThat(none).isNull(),
                some -> assertThat(((AmqpPublishException) some).reason()).isEqualTo(AmqpPublishException.Reason.NOT_SENT));
        assertThat(channel.messageCount(queue)).isEqualTo(failure == null ? 1 : 0);
    }

    @Test
    void sendsToAQueueThroughTheDefaultExchange() throws Exception {
        seller.publisher.publishAndAwait("direct", queue, Publish.exchange(""));

        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo("direct".getBytes());
    }

    @Test
    void sendsAtOnceAndInOrder() throws Exception {
        channel.queueBind(queue, "amq.topic", "#.many");
        List<Uni<Void>> outcomes = new ArrayList<>();
        for (int number = 0; number < MANY; number++) {
            Uni<Void> outcome = seller.publisher.publish(number, "many");
            if (number % 3 == 0) {
                outcomes.add(outcome);
            }
        }
        Uni.join().all(outcomes).andFailFast().await().atMost(Duration.ofSeconds(20));
        outcomes.get(0).await().atMost(Duration.ofSeconds(1));

        await().until(() -> channel.messageCount(queue) == MANY);
        for (int number = 0; number < MANY; number++) {
            assertThat(channel.basicGet(queue, true).getBody()).isEqualTo(Integer.toString(number).getBytes());
        }
    }

    @Test
    void tellsTheOutcomeOnTheContextOfTheCaller() {
        AtomicReference<Context> seen = new AtomicReference<>();
        Context context = vertx.getOrCreateContext();
        context.runOnContext(ignored -> seller.publisher.publish("x", queue, Publish.exchange(""))
                .subscribe().with(nothing -> seen.set(Vertx.currentContext())));

        await().untilAsserted(() -> assertThat(seen.get()).isSameAs(context));
    }

    /** A handler that fails so would send another one with each attempt. */
    @Test
    void sendsNothingWhereItMustNotWait() throws Exception {
        CompletableFuture<Throwable> seen = new CompletableFuture<>();
        vertx.getOrCreateContext().runOnContext(ignored -> seen.complete(
                catchThrowable(() -> seller.publisher.publishAndAwait("not sent", queue, Publish.exchange("")))));
        assertThat(seen).succeedsWithin(Duration.ofSeconds(10)).asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(IllegalStateException.class).hasMessageContainingAll("publishAndAwait", "Use the Uni of publish");

        seller.publisher.publishAndAwait("sent", queue, Publish.exchange(""));
        assertThat(channel.basicGet(queue, true).getBody()).isEqualTo("sent".getBytes());
    }

    @Test
    void logsAFailureThatNobodyAsksFor() {
        LoggedEvents.begin();
        try {
            seller.publisher.publish("x", "nobody.asks");
            LoggedEvents.with(Map.of("event", "publish-failed", "routing_key", prefix + "nobody.asks"));
        } finally {
            LoggedEvents.end();
        }
    }

    @Test
    void givesUpOnASilentBroker() {
        seller.publisher.publishAndAwait("before", queue, Publish.exchange(""));
        TestBroker.freeze(true);
        try {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> seller.publisher.publishAndAwait("held", queue,
                    Publish.exchange("").timeout(Duration.ofSeconds(3))))
                    .hasMessageContaining("was not confirmed in PT3S; it may have arrived or not");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(Duration.ofSeconds(3), Duration.ofSeconds(15));
        } finally {
            TestBroker.freeze(false);
        }
        seller.publisher.publishAndAwait("after", queue, Publish.exchange(""));
    }

    @Test
    void connectsAgainAfterALoss() throws Exception {
        channel.queueBind(queue, "amq.topic", "#.lost");
        seller.publisher.publishAndAwait("before", "lost");
        TestBroker.cutConnections();

        await().ignoreExceptions().until(() -> {
            seller.publisher.publishAndAwait("after", "lost");
            return true;
        });
        assertThat(channel.messageCount(queue)).isGreaterThanOrEqualTo(2);
        await().untilAsserted(() -> assertThat(TestBroker.connections()).isEqualTo(1));
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;
    }

    @TomodachiService("buyer")
    public static class Buyer {

        @Inject
        AmqpPublisher publisher;
    }

    @Singleton
    public static class Office {

        @Inject
        @ForService("buyer")
        AmqpPublisher forBuyer;

        @Inject
        @ForService("seller")
        AmqpPublisher forSeller;
    }
}
