package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.Deduplicate;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageCall;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.MessageMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Handlers that take lists: what they are given, and what becomes of each message. */
class AwsBatchTest extends AwsBrokerTest {

    private static final String PREFIX = "batch-";
    private static final Duration SOON = Duration.ofSeconds(40);

    /** Batches are awaited by their size, so that it does not matter in how many receives they come. */
    private static final String LONG = "1m";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Batches.class, Order.class, Watching.class);

    @Inject
    Batches service;

    @Inject
    Watching middleware;

    private static void send(String queue, String... bodies) {
        String url = broker.url(PREFIX + queue);
        for (int begin = 0; begin < bodies.length; begin += 10) {
            List<SendMessageBatchRequestEntry> entries = IntStream.range(begin, Math.min(bodies.length, begin + 10))
                    .mapToObj(number -> SendMessageBatchRequestEntry.builder().id("e" + number).messageBody(bodies[number])
                            .messageAttributes(Map.of("number", MessageAttributeValue.builder().dataType("Number")
                                    .stringValue(Integer.toString(number)).build()))
                            .messageGroupId(queue.endsWith(".fifo") ? bodies[number].substring(0, 1) : null)
                            .messageDeduplicationId(queue.endsWith(".fifo") ? bodies[number] : null).build())
                    .toList();
            assertThat(broker.sqs().sendMessageBatch(request -> request.queueUrl(url).entries(entries)).join().failed())
                    .isEmpty();
        }
    }

    private static String[] numbers(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toArray(String[]::new);
    }

    private static void awaitEmpty(String queue) {
        await().atMost(SOON).until(() -> broker.size(PREFIX + queue) == 0);
    }

    @Test
    void batch_is_larger_than_a_receive_and_is_deleted_in_batches() {
        long before = AwsTestEndpoint.callCounts().getOrDefault("sqs.DeleteMessage", 0L);
        send("large", numbers(25));
        await().atMost(SOON).until(() -> service.large.size() == 1);
        assertThat(service.large.peek()).containsExactlyInAnyOrder(numbers(25));
        awaitEmpty("large");
        assertThat(AwsTestEndpoint.callCounts().getOrDefault("sqs.DeleteMessage", 0L)).isEqualTo(before);
    }

    @Test
    void lists_have_what_belongs_to_each_message_in_the_same_order() {
        send("parts", "{\"id\": 0}", "no json", "{\"id\": 2}", "{\"id\": \"x\"}", "{\"id\": 4}");
        await().atMost(SOON).until(() -> service.parts.size() == 3);
        assertThat(service.parts).containsExactlyInAnyOrder("Order[id=0] 0 {\"id\": 0} {\"id\": 0} 1 batches",
                "Order[id=2] 2 {\"id\": 2} {\"id\": 2} 1 batches", "Order[id=4] 4 {\"id\": 4} {\"id\": 4} 1 batches");
        awaitEmpty("parts");
        List<String> letters = new ArrayList<>();
        await().atMost(SOON).until(() -> {
            broker.receive(PREFIX + "parts-dlq").stream().map(Message::body).forEach(letters::add);
            return letters.size() == 2;
        });
        assertThat(letters).containsExactlyInAnyOrder("no json", "{\"id\": \"x\"}");
    }

    @Test
    void each_message_has_the_outcome_that_the_result_tells() {
        send("told", "good", "bad", "worse", "fine");
        await().atMost(SOON).until(() -> service.told.contains("2 bad"));
        awaitEmpty("told");
        assertThat(service.told).containsExactlyInAnyOrder("1 good", "1 bad", "1 worse", "1 fine", "2 bad");
        Message letter = broker.receive(PREFIX + "told-dlq").get(0);
        assertThat(letter.body()).isEqualTo("worse");
        assertThat(letter.messageAttributes().get("x-tomodachi-exception").stringValue())
                .isEqualTo(RejectMessageException.class.getName());
        assertThat(letter.messageAttributes().get("x-tomodachi-message").stringValue()).isEqualTo("worse and worse");
    }

    @Test
    void all_have_failed_when_the_handler_fails_or_names_another_message() {
        send("thrown", "a", "b", "c");
        await().atMost(SOON).until(() -> service.thrown.size() == 9);
        awaitEmpty("thrown");
        assertThat(service.thrown).containsOnlyOnce("1 a", "2 a", "3 a", "1 b", "2 b", "3 b", "1 c", "2 c", "3 c");
    }

    @Test
    void messages_behind_one_that_failed_are_handed_back_within_their_group_only() {
        send("ordered.fifo", "a1", "b1", "a2", "a3", "b2", "a4");
        await().atMost(SOON).until(() -> service.done("a").size() >= 4 && service.done("b").size() == 2);
        awaitEmpty("ordered.fifo");
        assertThat(service.done("a")).containsExactly("a1", "a2", "a3", "a4");
        assertThat(service.done("b")).containsExactly("b1", "b2");
        assertThat(service.receives.values()).allMatch(count -> count == 1);
    }

    @Test
    void copies_are_handled_once_within_a_batch_and_across_batches() {
        send("copies", envelope("u1", "x"), envelope("u1", "x"), envelope("u2", "y"));
        await().atMost(SOON).until(() -> service.copies.size() == 2);
        awaitEmpty("copies");
        send("copies", envelope("u2", "y"), envelope("u1", "x"), envelope("u3", "z"));
        await().atMost(SOON).until(() -> service.copies.size() == 3);
        awaitEmpty("copies");
        assertThat(service.copies).containsExactlyInAnyOrder("u1 x", "u2 y", "u3 z");
    }

    private static String envelope(String uuid, String data) {
        return "{\"service\": {}, \"metadata\": {\"message_uuid\": \"" + uuid + "\", \"data_encoding\": \"raw\"}, \"data\": \""
                + data + "\"}";
    }

    @Test
    void what_is_settled_by_hand_stays_so_and_the_rest_follows_the_policy() {
        send("hand", "delete", "release", "other");
        await().atMost(SOON).until(() -> service.hand.contains("2 release") && service.hand.contains("2 other"));
        awaitEmpty("hand");
        assertThat(service.hand).contains("1 delete", "1 release", "1 other").doesNotContain("2 delete");
    }

    @Test
    void middleware_runs_once_for_a_batch_and_sees_each_message() {
        send("watched", "a", "b", "c");
        await().atMost(SOON).until(() -> service.watched.size() == 3);
        awaitEmpty("watched");
        assertThat(service.watched).containsOnly("changed");
        assertThat(middleware.seen).hasSize(1);
        assertThat(middleware.seen.get(0)).containsExactlyInAnyOrder("a", "b", "c");
    }

    public record Order(int id) {
    }

    @Singleton
    static class Watching implements MessageMiddleware {

        final List<List<String>> seen = new CopyOnWriteArrayList<>();

        @Override
        public Uni<Object> handle(MessageCall call, Next next) {
            if (call.handler().contains("#watched")) {
                seen.add(call.batch().stream().map(message -> (String) message.data()).toList());
                assertThat((List<?>) call.data()).hasSameSizeAs(call.batch());
                call.argument("data", List.of("changed", "changed", "changed"));
            }
            return next.proceed();
        }
    }

    @TomodachiService(value = "batches", messageMiddleware = Watching.class)
    @FailurePolicy(initialDelay = "100ms")
    static class Batches {

        final Queue<List<String>> large = new ConcurrentLinkedQueue<>();
        final Queue<String> parts = new ConcurrentLinkedQueue<>();
        final Queue<String> told = new ConcurrentLinkedQueue<>();
        final Queue<String> thrown = new ConcurrentLinkedQueue<>();
        final List<String> ordered = new CopyOnWriteArrayList<>();
        final Map<String, Integer> receives = new ConcurrentHashMap<>();
        final Queue<String> copies = new ConcurrentLinkedQueue<>();
        final Queue<String> hand = new ConcurrentLinkedQueue<>();
        final Queue<String> watched = new ConcurrentLinkedQueue<>();

        List<String> done(String group) {
            return ordered.stream().filter(message -> message.startsWith(group)).toList();
        }

        @AwsSnsSqs(queueName = "large", batchSize = 25, batchWindow = LONG)
        void large(List<String> data) {
            large.add(data);
        }

        @AwsSnsSqs(queueName = "parts", deadLetterQueueName = "parts-dlq", maxReceiveCount = 5)
        Uni<Void> parts(List<Order> orders, @Attribute List<Integer> number, List<SqsMessage> messages,
                List<MessageMetadata> metadata, List<String> rawMessageBody, List<Integer> approximateReceiveCount,
                ServiceContext context) {
            for (int i = 0; i < orders.size(); i++) {
                assertThat(metadata.get(i)).isEqualTo(MessageMetadata.NONE);
                parts.add(orders.get(i) + " " + number.get(i) + " " + messages.get(i).body() + " " + rawMessageBody.get(i)
                        + " " + approximateReceiveCount.get(i) + " " + context.name());
            }
            return Uni.createFrom().voidItem();
        }

        @AwsSnsSqs(queueName = "told", deadLetterQueueName = "told-dlq", maxReceiveCount = 5)
        Uni<BatchResult> told(List<String> data, List<SqsMessage> messages) {
            return BatchResult.ofEachUni(messages, message -> {
                told.add(message.approximateReceiveCount() + " " + message.body());
                if (message.body().equals("worse")) {
                    throw new RejectMessageException("worse and worse");
                }
                return message.body().equals("bad") && message.approximateReceiveCount() == 1
                        ? Uni.createFrom().failure(new IllegalStateException("bad"))
                        : Uni.createFrom().voidItem();
            });
        }

        @AwsSnsSqs(queueName = "thrown", batchSize = 3, batchWindow = LONG)
        BatchResult thrown(List<SqsMessage> messages) {
            messages.forEach(message -> thrown.add(message.approximateReceiveCount() + " " + message.body()));
            return switch (messages.get(0).approximateReceiveCount()) {
                case 1 -> throw new IllegalStateException("all of them");
                case 2 -> BatchResult.failed(messages.size(), new IllegalStateException("no such message"));
                default -> null;
            };
        }

        /** Says nothing of those behind the one that fails: they must not count as handled. */
        @AwsSnsSqs(queueName = "ordered.fifo", fifo = true, batchSize = 6, batchWindow = "1s")
        BatchResult ordered(List<String> data, List<SqsMessage> messages) {
            int failing = receives.isEmpty() ? data.indexOf("a2") : -1;
            for (int i = 0; i < data.size(); i++) {
                receives.merge(data.get(i), messages.get(i).approximateReceiveCount(), Math::max);
                if (failing < 0 || i < failing || data.get(i).startsWith("b")) {
                    ordered.add(data.get(i));
                }
            }
            return failing < 0 ? BatchResult.succeeded() : BatchResult.failed(failing, new IllegalStateException("a2"));
        }

        @Deduplicate
        @AwsSnsSqs(queueName = "copies", envelope = JsonEnvelope.class)
        void copies(List<String> data, List<String> messageUuid) {
            for (int i = 0; i < data.size(); i++) {
                copies.add(messageUuid.get(i) + " " + data.get(i));
            }
        }

        @AwsSnsSqs(queueName = "hand", batchSize = 3, batchWindow = "1s")
        void hand(List<SqsMessage> messages) {
            boolean first = false;
            for (SqsMessage message : messages) {
                hand.add(message.approximateReceiveCount() + " " + message.body());
                if (message.approximateReceiveCount() == 1) {
                    first = true;
                    if (message.body().equals("delete")) {
                        message.deleteAndAwait();
                    } else if (message.body().equals("release")) {
                        message.releaseAndAwait(Duration.ZERO);
                    }
                }
            }
            if (first) {
                throw new IllegalStateException("first");
            }
        }

        @AwsSnsSqs(queueName = "watched", batchSize = 3, batchWindow = LONG)
        void watched(List<String> data) {
            watched.addAll(data);
        }
    }
}
