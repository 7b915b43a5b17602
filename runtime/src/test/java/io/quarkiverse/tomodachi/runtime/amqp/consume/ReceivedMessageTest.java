package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

class ReceivedMessageTest {

    private static final Map<String, Object> OTHER_DEATH = Map.of("queue", "other", "reason", "rejected");

    private final RetryLadder ladder = new RetryLadder("retry.", Type.QUORUM);

    @Test
    void looksAsItDidAtFirst() {
        Map<String, Object> published = Map.of("a", 1, "CC", List.of("copy"), "x-death", List.of(OTHER_DEATH),
                "x-first-death-queue", "other", "x-first-death-reason", "rejected", "x-last-death-queue", "other");
        ReceivedMessage first = receive("events", "order.paid", published);
        assertThat(first.failures()).isNull();

        Map<String, Object> sent = RetryHeaders.forRetry(first.headers(), first.failed(new IllegalStateException("no")), "q");
        assertThat(sent).doesNotContainKey("CC").containsEntry("x-tomodachi-retry-attempts", 1)
                .containsEntry("x-tomodachi-retry-exception", "java.lang.IllegalStateException")
                .containsEntry("x-tomodachi-retry-message", "no").containsEntry("x-tomodachi-retry-queue", "q");

        ReceivedMessage second = receive("", "q", asBrokersDo(sent));
        assertThat(second.message().exchangeName()).isEqualTo("events");
        assertThat(second.message().routingKey()).isEqualTo("order.paid");
        assertThat(second.message().redelivered()).isTrue();
        assertThat(second.message().headers()).isEqualTo(published);
        FailureRecord failures = second.failed(new RuntimeException());
        assertThat(failures.attempts()).isEqualTo(2);
        assertThat(failures.first()).isEqualTo(Instant.parse((String) sent.get("x-tomodachi-retry-first-failure")));
        assertThat(failures.message()).isEmpty();
    }

    /** The broker has moved it to the queue of the handler once more, by another one. */
    @Test
    void tellsWhatHappenedMeanwhile() {
        Map<String, Object> later = Map.of("queue", "later", "reason", "expired");
        ReceivedMessage first = receive("events", "order.paid", Map.of("x-death", List.of(OTHER_DEATH),
                "x-first-death-queue", "other", "x-last-death-queue", "other"));
        Map<String, Object> sent = RetryHeaders.forRetry(first.headers(), first.failed(null), "q");
        Map<String, Object> moved = new HashMap<>(asBrokersDo(sent));
        moved.put("x-death", List.of(later, Map.of("queue", "retry.1s", "reason", "expired")));
        moved.put("x-last-death-queue", "later");

        assertThat(receive("", "q", moved).headers()).isEqualTo(Map.of("x-death", List.of(later, OTHER_DEATH),
                "x-first-death-queue", "other", "x-last-death-queue", "later"));
    }

    /** As versions before this one sent it. */
    @Test
    void removesRetriesFromAListThatBrokersWentOnWith() {
        Map<String, Object> headers = new HashMap<>(asBrokersDo(Map.of("x-tomodachi-retry-queue", "q")));
        headers.put("x-death", List.of(Map.of("queue", "retry.1s", "reason", "expired"), OTHER_DEATH));

        assertThat(receive("", "q", headers).headers()).isEqualTo(Map.of("x-death", List.of(OTHER_DEATH)));
    }

    @Test
    void countsOnlyTheAttemptsOfItsQueue() {
        ReceivedMessage first = receive("events", "order.paid", Map.of());
        Map<String, Object> sent = RetryHeaders.forRetry(first.headers(), first.failed(null), "another");

        ReceivedMessage moved = receive("", "q", sent);
        assertThat(moved.failures()).isNull();
        assertThat(moved.message().routingKey()).isEqualTo("q");
        assertThat(moved.message().headers()).isEmpty();
    }

    @Test
    void takesBrokenHeadersForNone() {
        assertThat(receive("e", "k", Map.of("x-tomodachi-retry-queue", "q")).failures()).isNull();
        assertThat(receive("e", "k", Map.of("x-tomodachi-retry-queue", "q", "x-tomodachi-retry-attempts", -3)).failures())
                .isNull();
        assertThat(receive("e", "k", null).message().headers()).isEmpty();
        FailureRecord record = receive("e", "k", Map.of("x-tomodachi-retry-queue", "q", "x-tomodachi-retry-attempts", 3,
                "x-tomodachi-retry-exchange", "x", "x-tomodachi-retry-routing-key", "y",
                "x-tomodachi-retry-first-failure", "yesterday")).failures();
        assertThat(record.attempts()).isEqualTo(3);
        assertThat(record.first()).isNotNull();
    }

    @Test
    void countsNoFurtherThanNumbersGo() {
        for (Number huge : List.of(Integer.MAX_VALUE, Long.MAX_VALUE)) {
            ReceivedMessage message = receive("", "q",
                    Map.of("x-tomodachi-retry-queue", "q", "x-tomodachi-retry-attempts", huge,
                            "x-tomodachi-retry-exchange", "x", "x-tomodachi-retry-routing-key", "y"));

            assertThat(message.failures().attempts()).isEqualTo(Integer.MAX_VALUE - 1);
            assertThat(message.failed(null).attempts()).isEqualTo(Integer.MAX_VALUE);
        }
    }

    @Test
    void cutsLongTexts() {
        FailureRecord record = FailureRecord.first(new RuntimeException("x".repeat(999) + "\uD83D\uDE00 and more"), "e", "k");

        assertThat(record.message()).isEqualTo("x".repeat(999));
    }

    /** RabbitMQ since 4.0 replaces what messages came with. */
    private static Map<String, Object> asBrokersDo(Map<String, Object> sent) {
        Map<String, Object> headers = new HashMap<>(sent);
        headers.put("x-death", List.of(Map.of("queue", "retry.1s", "reason", "expired")));
        headers.put("x-last-death-queue", "retry.1s");
        headers.put("x-first-death-queue", "retry.1s");
        headers.put("x-first-death-reason", "expired");
        headers.put("x-first-death-exchange", "retry.1s");
        return headers;
    }

    private ReceivedMessage receive(String exchange, String routingKey, Map<String, Object> headers) {
        return ReceivedMessage.of(new Envelope(1, false, exchange, routingKey),
                new BasicProperties.Builder().headers(headers).build(), new byte[0], "q", ladder);
    }
}
