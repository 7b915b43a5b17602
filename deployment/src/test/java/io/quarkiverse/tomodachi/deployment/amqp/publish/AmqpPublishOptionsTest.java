package io.quarkiverse.tomodachi.deployment.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class AmqpPublishOptionsTest extends BrokerTest {

    /** Of the numbers in message ids. */
    private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Seller.class);

    @Inject
    Seller seller;

    @Inject
    AmqpSender sender;

    private String queue;

    @BeforeEach
    void declare() throws Exception {
        queue = channel.queueDeclare(UUID.randomUUID().toString(), false, true, true, null).getQueue();
    }

    @Test
    void setsTheProperties() throws Exception {
        publish(Publish.messageId("my-id").correlationId("c").replyTo("r").type("t").appId("a").contentType("text/csv")
                .contentEncoding("none").timestamp(Instant.ofEpochSecond(1_700_000_000L, 5)).priority(4)
                .expiration(Duration.ofMinutes(1)).persistent(false).header("h", 1));

        BasicProperties properties = get().getProps();
        assertThat(properties.getMessageId()).isEqualTo("my-id");
        assertThat(properties.getCorrelationId()).isEqualTo("c");
        assertThat(properties.getReplyTo()).isEqualTo("r");
        assertThat(properties.getType()).isEqualTo("t");
        assertThat(properties.getAppId()).isEqualTo("a");
        assertThat(properties.getContentType()).isEqualTo("text/csv");
        assertThat(properties.getContentEncoding()).isEqualTo("none");
        assertThat(properties.getTimestamp()).hasTime(1_700_000_000_000L);
        assertThat(properties.getPriority()).isEqualTo(4);
        assertThat(properties.getExpiration()).isEqualTo("60000");
        assertThat(properties.getDeliveryMode()).isEqualTo(1);
        assertThat(properties.getHeaders()).isEqualTo(Map.of("h", 1));
    }

    @Test
    void setsNothingThatNobodyAskedFor() throws Exception {
        publish(Publish.type("t").type(null));

        assertThat(get().getProps()).usingRecursiveComparison().ignoringFields("messageId", "bodySize")
                .isEqualTo(new BasicProperties.Builder().deliveryMode(2).contentType("text/plain").build());
    }

    @Test
    void expires() throws Exception {
        publish(Publish.expiration(Duration.ZERO));
        publish(Publish.expiration(Duration.ofMillis(1)));

        await().until(() -> channel.messageCount(queue) == 0);
    }

    @Test
    void tellsWhichMessagesCameBack() {
        List<Uni<Void>> outcomes = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            String id = number % 2 == 0 ? "same" : "id-" + number;
            PublishOptions options = Publish.exchange("").messageId(number % 5 == 0 ? null : id);
            outcomes.add(seller.publisher.publish("x", number % 3 == 0 ? queue : "nowhere-" + number % 2, options));
        }
        for (int number = 0; number < 30; number++) {
            Uni<Void> outcome = outcomes.get(number);
            if (number % 3 == 0) {
                outcome.await().atMost(Duration.ofSeconds(10));
            } else {
                assertThatThrownBy(() -> outcome.await().atMost(Duration.ofSeconds(10)))
                        .isInstanceOfSatisfying(AmqpPublishException.class,
                                e -> assertThat(e.reason()).isEqualTo(Reason.RETURNED));
            }
        }
    }

    /** What was received and is published again has an id that the publisher made for another message. */
    @Test
    void tellsThatAMessageWithTheIdOfAnotherCameBack() throws Exception {
        publish(Publish.defaults());
        String id = get().getProps().getMessageId();
        for (String used : List.of(id, id + "0000", id + "x", id + "99999999999999999999")) {
            assertThatThrownBy(
                    () -> seller.publisher.publishAndAwait("x", "nowhere", Publish.exchange("").messageId(used)))
                    .isInstanceOfSatisfying(AmqpPublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RETURNED));
        }
    }

    /** The one whose id it is may have no outcome yet. */
    @Test
    void doesNotTakeAMessageForTheOneWhoseIdItHas() throws Exception {
        publish(Publish.defaults());
        String id = get().getProps().getMessageId();
        String prefix = id.substring(0, 7);
        long number = number(id.substring(prefix.length()));
        List<String> used = new ArrayList<>();
        List<Uni<Void>> arrive = new ArrayList<>();
        List<Uni<Void>> comeBack = new ArrayList<>();
        for (int pair = 0; pair < 30; pair++) {
            String next = prefix + digits(++number);
            used.add(next);
            arrive.add(seller.publisher.publish("x", queue, Publish.exchange("")));
            comeBack.add(seller.publisher.publish("y", "nowhere", Publish.exchange("").messageId(next)));
            number++;
        }
        arrive.forEach(outcome -> outcome.await().atMost(Duration.ofSeconds(10)));
        for (Uni<Void> outcome : comeBack) {
            assertThatThrownBy(() -> outcome.await().atMost(Duration.ofSeconds(10)))
                    .isInstanceOfSatisfying(AmqpPublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.RETURNED));
        }
        List<String> arrived = new ArrayList<>();
        for (GetResponse message = get(); message != null; message = get()) {
            arrived.add(message.getProps().getMessageId());
        }
        assertThat(arrived).as("ids that messages which came back had too").isEqualTo(used);
    }

    private static long number(String digits) {
        return digits.chars().mapToLong(DIGITS::indexOf).reduce(0, (number, digit) -> number * DIGITS.length() + digit);
    }

    private static String digits(long number) {
        String last = String.valueOf(DIGITS.charAt((int) (number % DIGITS.length())));
        return number < DIGITS.length() ? last : digits(number / DIGITS.length()) + last;
    }

    @Test
    void doesNotInsistOnAQueueIfItNeedNot() {
        seller.publisher.publishAndAwait("x", "nowhere", Publish.mandatory(false));
    }

    @Test
    void tellsThatTheBrokerRefused() throws Exception {
        String full = channel.queueDeclare(UUID.randomUUID().toString(), false, true, true,
                Map.of("x-max-length", 1, "x-overflow", "reject-publish")).getQueue();
        seller.publisher.publishAndAwait("1", full, Publish.exchange(""));

        assertThatThrownBy(() -> seller.publisher.publishAndAwait("2", full, Publish.exchange("")))
                .isInstanceOfSatisfying(AmqpPublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NACKED))
                .hasMessageContaining(full);
    }

    @Test
    void hasADeadlineOfItsOwn() {
        publish(Publish.defaults());
        TestBroker.freeze(true);
        try {
            assertThatThrownBy(() -> publish(Publish.timeout(Duration.ofMillis(300))))
                    .isInstanceOf(AmqpPublishException.class).hasMessageContaining("PT0.3S");
        } finally {
            TestBroker.freeze(false);
        }
    }

    /** Headers of more than a frame are refused before they could disturb the messages that follow. */
    @Test
    void refusesWhatCannotBeSent() {
        for (int number = 0; number < 3; number++) {
            assertThatThrownBy(() -> publish(Publish.header("large", "x".repeat(200_000))))
                    .isInstanceOfSatisfying(AmqpPublishException.class,
                            e -> assertThat(e.reason()).isEqualTo(Reason.NOT_SENT))
                    .hasMessageContaining("its headers and properties take");
            publish(Publish.defaults());
        }
        refused("priority", Publish.priority(256));
        refused("expiration", Publish.expiration(Duration.ofDays(50)));
        refused("timeout", Publish.timeout(Duration.ZERO));
        refused("type", Publish.type("å".repeat(128)));
    }

    /** Such as one of the memory. */
    @Test
    void sendsOnAfterAnError() {
        Declaration broken = new Declaration() {
            @Override
            public String key() {
                return "broken";
            }

            @Override
            public void declare(Channel probe) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        assertThatThrownBy(() -> forward(broken, Map.of())).hasMessageContaining("was not sent: java.lang.OutOfMemoryError");
        seller.publisher.publishAndAwait("after", queue, Publish.exchange(""));
    }

    /** The client has counted it then, the broker has not. */
    @Test
    void confirmsNoOtherMessageAfterAnErrorWhileWriting() throws Exception {
        String full = channel.queueDeclare(UUID.randomUUID().toString(), false, true, true,
                Map.of("x-max-length", 1, "x-overflow", "reject-publish")).getQueue();
        seller.publisher.publishAndAwait("fills it", full, Publish.exchange(""));
        Map<String, Object> broken = new HashMap<>(Map.of("k", 1)) {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                if (StackWalker.getInstance()
                        .walk(frames -> frames.anyMatch(frame -> frame.getMethodName().equals("basicPublish")))) {
                    throw new OutOfMemoryError("on purpose");
                }
                return super.entrySet();
            }
        };
        assertThatThrownBy(() -> forward(null, Map.of("h", broken))).rootCause().isInstanceOf(OutOfMemoryError.class);
        assertThatThrownBy(() -> seller.publisher.publishAndAwait("refused", full, Publish.exchange("")))
                .isInstanceOfSatisfying(AmqpPublishException.class, e -> assertThat(e.reason()).isEqualTo(Reason.NACKED));
        seller.publisher.publishAndAwait("after", queue, Publish.exchange(""));
        assertThat(channel.messageCount(queue)).isOne();
    }

    private void forward(Declaration declaration, Map<String, Object> headers) {
        sender.forward("", queue, declaration, new BasicProperties.Builder().headers(headers).build(), "x".getBytes(),
                Duration.ofSeconds(3)).toCompletableFuture().join();
    }

    private void refused(String option, PublishOptions options) {
        assertThatThrownBy(() -> publish(options)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("The option " + option + " is ");
    }

    private void publish(PublishOptions options) {
        seller.publisher.publishAndAwait("x", queue, options.exchange(""));
    }

    private GetResponse get() throws Exception {
        return channel.basicGet(queue, true);
    }

    @TomodachiService("seller")
    public static class Seller {

        @Inject
        AmqpPublisher publisher;
    }
}
