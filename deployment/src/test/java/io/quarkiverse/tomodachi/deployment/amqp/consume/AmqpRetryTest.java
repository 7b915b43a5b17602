package io.quarkiverse.tomodachi.deployment.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpMessage;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.amqp.BrokerTest;
import io.quarkiverse.tomodachi.deployment.amqp.TestBroker;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpNames;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

class AmqpRetryTest extends BrokerTest {

    private static final String UUID = "11111111-2222-3333-4444-555555555555";
    private static final List<String> ATTEMPTS = new CopyOnWriteArrayList<>();

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = TestBroker.application(Fragile.class, Counting.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.fragile.uuid", UUID)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "200MS")
            .setLogRecordPredicate(record -> record.getLevel().intValue() == Level.WARNING.intValue()
                    && record.getLoggerName().equals("io.quarkiverse.tomodachi.amqp"))
            .assertLogRecords(AmqpRetryTest::checkWarnings);

    @Inject
    Fragile fragile;

    @Test
    void bringsTheMessageBackAsItWas() throws Exception {
        BasicProperties properties = new BasicProperties.Builder().messageId("id-1").type("kind").correlationId("c")
                .replyTo("r").timestamp(new Date(1_700_000_000_000L)).priority(3).contentType("text/csv")
                .contentEncoding("none").appId("app").userId("guest").expiration("60000").deliveryMode(1)
                .headers(Map.of("h", "x", "CC", List.of(prefix + "copies"))).build();
        channel.queueDeclare(prefix + "copies", false, true, true, null);
        channel.basicPublish("amq.topic", prefix + "whole", properties, new byte[] { 1, -2 });

        await().until(() -> fragile.whole.size() == 3);
        AmqpMessage first = fragile.whole.get(0);
        for (AmqpMessage message : fragile.whole) {
            assertThat(message).usingRecursiveComparison().ignoringFields("redelivered").isEqualTo(first);
            assertThat(message.redelivered()).isEqualTo(message != first);
        }
        assertThat(first.exchangeName()).isEqualTo("amq.topic");
        assertThat(first.routingKey()).isEqualTo(prefix + "whole");
        assertThat(first.headers()).isEqualTo(Map.of("h", "x", "CC", List.of(prefix + "copies")));
        assertThat(first.properties()).isEqualTo(new AmqpMessage.Properties("kind", "c", "r",
                Instant.ofEpochSecond(1_700_000_000L), 3, "none", "app"));
        assertThat(ATTEMPTS).containsSubsequence("whole 1", "whole 2", "whole 3");
        await().untilAsserted(() -> assertThat(messages(queue("whole"))).isZero());
    }

    @Test
    void waitsAtLeastAsLongAsItIsTold() throws Exception {
        channel.basicPublish("amq.topic", prefix + "timed", null, "400".getBytes());
        channel.basicPublish("amq.topic", prefix + "timed", null, "300".getBytes());

        await().until(() -> fragile.timed.size() == 4);
        for (long delay : new long[] { 300, 400 }) {
            List<Long> times = fragile.timed.stream().filter(time -> time[0] == delay).map(time -> time[1]).toList();
            assertThat(times.get(1) - times.get(0)).isGreaterThanOrEqualTo(delay);
        }
        // both limits are steps of the ladder
        assertThat(channel.messageCount(retryQueue(queue("timed"), Duration.ofMillis(300)))).isZero();
        assertThat(channel.messageCount(retryQueue(queue("timed"), Duration.ofMillis(400)))).isZero();
    }

    /** One that expires some days later, as nobody would use it again. */
    @Test
    void waitsInAQueueOfTheDayWhereTheTargetIsThatOfAnInstance() throws Exception {
        Instant before = Instant.now();
        channel.basicPublish("amq.topic", prefix + "own", null, "x".getBytes());
        await().until(() -> ATTEMPTS.contains("own 2"));

        String queue = AmqpNames.ownQueue(prefix, "own", "own", UUID);
        assertThat(Stream.of(before, Instant.now()).map(now -> now.getEpochSecond() / 86_400).distinct()
                .map(day -> retryQueue(queue, Duration.ofMillis(700)) + "." + day)).anySatisfy(name -> {
                    try (Channel probe = connection.createChannel()) {
                        probe.queueDeclarePassive(name);
                        probe.queueDeclare(name, true, false, false, Map.of("x-message-ttl", 800, "x-dead-letter-exchange", "",
                                "x-queue-type", "quorum", "x-dead-letter-strategy", "at-least-once", "x-overflow",
                                "reject-publish", "x-expires", 2 * 86_400_000 + 800));
                    } catch (IOException e) {
                        throw new AssertionError("missing, or declared otherwise", e);
                    }
                });
    }

    @Test
    void countsAttemptsAlsoWithoutDelay() throws Exception {
        channel.basicPublish("amq.topic", prefix + "at.once", null, "x".getBytes());

        await().until(() -> ATTEMPTS.contains("atOnce 3"));
        assertThat(ATTEMPTS).containsSubsequence("atOnce 1", "atOnce 2", "atOnce 3");
    }

    /** What an instance of before, or another one, wrote. */
    @Test
    void goesOnCounting() throws Exception {
        Map<String, Object> headers = new HashMap<>(Map.of("x-tomodachi-retry-attempts", 6,
                "x-tomodachi-retry-queue", queue("counted"), "x-tomodachi-retry-exchange", "e",
                "x-tomodachi-retry-routing-key", "k"));
        channel.basicPublish("", queue("counted"), new BasicProperties.Builder().headers(headers).build(), "x".getBytes());
        headers.put("x-tomodachi-retry-queue", "another");
        channel.basicPublish("", queue("counted"), new BasicProperties.Builder().headers(headers).build(), "x".getBytes());

        await().until(() -> ATTEMPTS.contains("counted 1") && ATTEMPTS.contains("counted 7"));
    }

    /** What overload brings back, however often, has its attempts still before it. */
    @Test
    void countsNoAttemptWithoutACall() throws Exception {
        BasicProperties properties = new BasicProperties.Builder().headers(Map.of("h", "x")).build();
        channel.basicPublish("amq.topic", prefix + "overload", properties, "x".getBytes());

        GetResponse letter = await().atMost(Duration.ofSeconds(20))
                .until(() -> channel.basicGet(prefix + "overload.dead", true), message -> message != null);
        assertThat(ATTEMPTS).filteredOn(attempt -> attempt.startsWith("overload "))
                .containsExactly("overload 1", "overload 1", "overload 1", "overload 2", "overload 2");
        assertThat(letter.getProps().getHeaders()).extractingByKeys("h", "x-tomodachi-attempts", "x-tomodachi-routing-key")
                .asString().isEqualTo("[x, 2, " + prefix + "overload]");
    }

    /** The handler was called, though what it called was not. */
    @Test
    void countsAnAttemptWhoseOwnCallsCouldNotBegin() throws Exception {
        channel.basicPublish("amq.topic", prefix + "nested", null, "x".getBytes());

        await().atMost(Duration.ofSeconds(20)).until(() -> channel.basicGet(prefix + "nested.dead", true) != null);
        assertThat(ATTEMPTS).filteredOn(attempt -> attempt.startsWith("nested ")).containsExactly("nested 1", "nested 2");
    }

    @Test
    void keepsTheMessageWhereItIsIfThereIsNoRetryQueue() throws Exception {
        String retryQueue = retryQueue(queue("stuck"), Duration.ofMillis(500));
        channel.queueDeclare(retryQueue, true, false, false, Map.of("x-expires", 60_000));
        channel.basicPublish("amq.topic", prefix + "stuck", null, "x".getBytes());
        await().atMost(Duration.ofSeconds(20)).until(() -> ATTEMPTS.stream().filter("stuck 1"::equals).count() >= 3);
        assertThat(ATTEMPTS).doesNotContain("stuck 2");

        channel.queueDelete(retryQueue);
        await().atMost(Duration.ofSeconds(20)).until(() -> ATTEMPTS.contains("stuck 3"));
        await().untilAsserted(() -> assertThat(messages(queue("stuck"))).isZero());
    }

    private static void checkWarnings(List<LogRecord> records) {
        assertThat(records).hasSize(1);
        String message = String.format(records.get(0).getMessage(), records.get(0).getParameters());
        assertThat(message).contains("A message of fragile.stuck could not be sent to retry queue 'test-",
                "was not sent: The application declares the retry queue 'test-",
                "' as durable with the arguments {x-message-ttl=600, x-dead-letter-exchange=, x-queue-type=quorum,",
                "the broker answers: 406 PRECONDITION_FAILED - inequivalent arg",
                "set quarkus.tomodachi.amqp.retry-queues.type=classic", "delete it when it is empty");
    }

    private String queue(String routingKey) {
        return AmqpNames.competingQueue(prefix, routingKey);
    }

    static class Counting implements MessageMiddleware {

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            String handler = call.handler();
            String attempt = handler.substring(handler.indexOf('#') + 1, handler.indexOf('(')) + " " + call.attempt();
            ATTEMPTS.add(attempt);
            return isOverloaded(attempt) ? Uni.createFrom().failure(new NotBegunException("on purpose", null))
                    : next.proceed();
        }

        private static boolean isOverloaded(String attempt) {
            long times = ATTEMPTS.stream().filter(attempt::equals).count();
            return attempt.equals("overload 1") && times <= 2 || attempt.equals("overload 2") && times <= 1;
        }
    }

    @TomodachiService(value = "fragile", messageMiddleware = Counting.class)
    static class Fragile {

        final List<AmqpMessage> whole = new CopyOnWriteArrayList<>();
        final List<long[]> timed = new CopyOnWriteArrayList<>();

        @Amqp("whole")
        void whole(AmqpMessage message) {
            whole.add(message);
            if (whole.size() < 3) {
                throw new IllegalStateException("not yet");
            }
        }

        @Amqp(value = "timed", concurrency = 1)
        void timed(long delay) {
            boolean first = timed.stream().noneMatch(time -> time[0] == delay);
            timed.add(new long[] { delay, System.nanoTime() / 1_000_000 });
            if (first) {
                throw new RetryMessageException(Duration.ofMillis(delay));
            }
        }

        @Amqp("at.once")
        void atOnce() {
            if (!ATTEMPTS.contains("atOnce 3")) {
                throw new RetryMessageException(Duration.ZERO);
            }
        }

        @Amqp("counted")
        void counted() {
        }

        @FailurePolicy(attempts = 2)
        @Amqp(value = "overload", deadLetterQueue = "overload.dead")
        void overload() {
            throw new IllegalStateException("each time");
        }

        @FailurePolicy(attempts = 2)
        @Amqp(value = "nested", deadLetterQueue = "nested.dead")
        Uni<Void> nested() {
            return Uni.createFrom().failure(new NotBegunException("another call on purpose", null));
        }

        @Amqp(value = "own", competing = false)
        void own() {
            if (!ATTEMPTS.contains("own 2")) {
                throw new RetryMessageException(Duration.ofMillis(700));
            }
        }

        @Amqp("stuck")
        void stuck() {
            if (!ATTEMPTS.contains("stuck 3")) {
                throw new RetryMessageException(Duration.ofMillis(500));
            }
        }
    }
}
