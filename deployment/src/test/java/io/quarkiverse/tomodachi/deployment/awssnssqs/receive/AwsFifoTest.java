package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class AwsFifoTest extends AwsBrokerTest {

    private static final String PREFIX = "fifo-";
    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Ledger.class);

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Ledger ledger;

    @Inject
    Tomodachi tomodachi;

    @Test
    void queue_and_topic_are_fifo() {
        assertThat(broker.attributes(PREFIX + "entries.fifo")).containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "false")
                .containsEntry(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup")
                .containsEntry(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        assertThat(broker.attributes(PREFIX + "guarded-dlq.fifo")).containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.MESSAGE_RETENTION_PERIOD, "1209600");
        assertThat(broker.topics()).anyMatch(topic -> topic.endsWith(":fifo-entries.fifo"));
    }

    @Test
    void each_group_keeps_its_order_although_messages_fail_and_groups_run_side_by_side() {
        for (int number = 0; number < 8; number++) {
            for (String group : List.of("a", "b", "c")) {
                aws.publishAndAwait(Integer.toString(number), "entries.fifo", Publish.groupId(group));
            }
        }

        await().atMost(SOON).until(() -> ledger.handled.values().stream().mapToInt(Queue::size).sum() == 24);
        List<String> inOrder = List.of("0", "1", "2", "3", "4", "5", "6", "7");
        assertThat(ledger.handled.get("a")).containsExactlyElementsOf(inOrder);
        assertThat(ledger.handled.get("b")).containsExactlyElementsOf(inOrder);
        assertThat(ledger.handled.get("c")).containsExactlyElementsOf(inOrder);
        assertThat(ledger.overlaps).hasValue(0);
        assertThat(ledger.mostAtOnce).hasValue(3);
        assertThat(ledger.failed).hasSize(2);
        await().atMost(SOON).until(() -> broker.size(PREFIX + "entries.fifo") == 0);
    }

    @Test
    void messages_behind_a_failing_one_are_not_counted_towards_the_dead_letter_queue() {
        aws.sendAndAwait("poison", "guarded.fifo", Publish.groupId("g"));
        aws.sendAndAwait("good", "guarded.fifo", Publish.groupId("g"));

        await().atMost(SOON).until(() -> ledger.guarded.contains("good"));
        assertThat(ledger.guarded).containsExactly("poison", "poison", "good");
        await().atMost(SOON).until(() -> broker.visible(PREFIX + "guarded-dlq.fifo") == 1);
    }

    @Test
    void those_behind_the_last_delivery_of_a_message_in_its_batch_are_handled_once() {
        assumeFalse(AwsTestEndpoint.isForeign(), "fauxqs gives messages to polls that were closed, which counts as a receive");
        PausableHandler handler = tomodachi.service("ledger").pausableHandler("last");
        handler.pause().await().atMost(SOON);
        for (String data : List.of("bad", "worse", "good", "better")) {
            aws.sendAndAwait(data, "last.fifo", Publish.groupId("g"));
        }
        handler.resume().await().atMost(SOON);

        await().atMost(SOON).until(() -> broker.size(PREFIX + "last.fifo") == 0);
        assertThat(ledger.last).containsExactly("bad", "worse", "good", "better");
        await().atMost(SOON).until(() -> broker.visible(PREFIX + "last-dlq.fifo") == 2);
        assertThat(broker.receive(PREFIX + "last-dlq.fifo"))
                .extracting(letter -> letter.messageAttributes().get("x-tomodachi-exception").stringValue())
                .containsExactly(IllegalStateException.class.getName(), RetryMessageException.class.getName());
    }

    @Test
    void copies_are_known_by_their_bodies_where_no_id_is_sent() {
        PublishOptions byBody = Publish.groupId("g").deduplicationId("");
        for (String data : List.of("same", "same", "other")) {
            aws.publishAndAwait(data, "content.fifo", byBody);
        }
        // without the option each message is another one, as its random id says
        aws.publishAndAwait("same", "content.fifo", Publish.groupId("g"));
        aws.publishAndAwait("last", "content.fifo", byBody);

        await().atMost(SOON).until(() -> ledger.content.contains("last"));
        assertThat(ledger.content).containsExactly("same", "other", "same", "last");
        assertThat(broker.attributes(PREFIX + "content.fifo")).containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
                "true");
    }

    @Test
    void topic_without_content_based_deduplication_refuses_messages_without_id() {
        assertThatThrownBy(() -> aws.publishAndAwait("x", "entries.fifo", Publish.groupId("g").deduplicationId("")))
                .isInstanceOf(AwsSnsSqsPublishException.class).hasMessageContaining("ContentBasedDeduplication");
    }

    @TomodachiService("ledger")
    static class Ledger {

        final Map<String, Queue<String>> handled = new ConcurrentHashMap<>();
        final Set<String> failed = ConcurrentHashMap.newKeySet();
        final Set<String> groups = ConcurrentHashMap.newKeySet();
        final CountDownLatch first = new CountDownLatch(3);
        final AtomicInteger overlaps = new AtomicInteger();
        final AtomicInteger atOnce = new AtomicInteger();
        final AtomicInteger mostAtOnce = new AtomicInteger();
        final Queue<String> content = new ConcurrentLinkedQueue<>();
        final Queue<String> guarded = new ConcurrentLinkedQueue<>();
        final Queue<String> last = new ConcurrentLinkedQueue<>();

        @AwsSnsSqs(topic = "entries", queueName = "entries.fifo", fifo = true)
        void entry(String data, String messageGroupId, String messageDeduplicationId) throws InterruptedException {
            if (!groups.add(messageGroupId) || messageDeduplicationId == null) {
                overlaps.incrementAndGet();
            }
            mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            try {
                if (data.equals("0")) {
                    // the first ones of all groups run at the same time, however long it takes to publish them
                    first.countDown();
                    first.await(SOON.toMillis(), TimeUnit.MILLISECONDS);
                }
                Thread.sleep(20);
                if (data.equals("3") && !messageGroupId.equals("c") && failed.add(messageGroupId)) {
                    throw new RetryMessageException(Duration.ofSeconds(1));
                }
                handled.computeIfAbsent(messageGroupId, group -> new ConcurrentLinkedQueue<>()).add(data);
            } finally {
                atOnce.decrementAndGet();
                groups.remove(messageGroupId);
            }
        }

        @AwsSnsSqs(topic = "content", queueName = "content.fifo", fifo = true, contentBasedDeduplication = true)
        void content(String data) {
            content.add(data);
        }

        @AwsSnsSqs(queueName = "last.fifo", fifo = true, deadLetterQueueName = "last-dlq.fifo", maxReceiveCount = 1, batchSize = 4)
        BatchResult last(List<String> data) {
            last.addAll(data);
            return data.contains("bad") ? BatchResult.failed(data.indexOf("bad"), new IllegalStateException("bad"))
                    .andFailed(data.indexOf("worse"), new RetryMessageException(Duration.ZERO)) : BatchResult.succeeded();
        }

        @AwsSnsSqs(queueName = "guarded.fifo", fifo = true, deadLetterQueueName = "guarded-dlq.fifo", maxReceiveCount = 2)
        void guarded(String data) {
            guarded.add(data);
            if (data.equals("poison")) {
                throw new RetryMessageException(Duration.ZERO);
            }
        }
    }
}
