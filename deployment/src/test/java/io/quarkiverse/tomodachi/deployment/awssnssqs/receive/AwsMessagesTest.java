package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Inject;

import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.JsonEnvelope;
import io.quarkiverse.tomodachi.MessageMetadata;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class AwsMessagesTest extends AwsBrokerTest {

    private static final String PREFIX = "messages-";
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class, Order.class, Paid.class)
            .overrideRuntimeConfigKey("quarkus.tomodachi.retry.initial-delay", "1S")
            .overrideRuntimeConfigKey("invoices", "invoices-queue");

    @Inject
    AwsSnsSqsPublisher aws;

    @Inject
    Shop shop;

    @Test
    void published_message_reaches_the_handler_with_all_its_values_and_is_deleted() {
        PublishResult result = aws.publishAndAwait(new Order("A1", 3), "order.paid",
                Publish.attribute("event", "order_paid").attribute("count", 7).attribute("flag", true)
                        .attribute("bytes", new byte[] { 0, 1 }).attribute("list", List.of("x", 1)).attribute("sixth", 6)
                        .attribute("seventh", 7).attribute("eighth", 8).attribute("ninth", 9).attribute("tenth", 10)
                        .attribute("eleventh", 11));

        assertThat(result.messageId()).isNotEmpty();
        await().atMost(SOON).until(() -> !shop.paid.isEmpty());
        Paid paid = shop.paid.poll();
        assertThat(paid.order).isEqualTo(new Order("A1", 3));
        assertThat(paid.metadata.serviceName()).isEqualTo("shop");
        assertThat(paid.metadata.topic()).isEqualTo("order.paid");
        assertThat(paid.metadata.messageUuid()).isEqualTo(paid.messageUuid).isNotEmpty();
        assertThat(paid.count).isEqualTo(7);
        assertThat(paid.attributes).containsEntry("event", "order_paid").containsEntry("count", 7).containsEntry("flag", true)
                .containsEntry("list", List.of("x", 1)).containsEntry("eleventh", 11);
        assertThat((byte[]) paid.attributes.get("bytes")).containsExactly(0, 1);
        SqsMessage message = paid.message;
        assertThat(message.topic()).isEqualTo("order.paid").isEqualTo(paid.topic);
        assertThat(message.snsMessageId()).isEqualTo(result.messageId());
        assertThat(message.messageType()).isEqualTo("Notification");
        assertThat(message.approximateReceiveCount()).isEqualTo(1).isEqualTo(paid.approximateReceiveCount);
        assertThat(message.queueUrl()).endsWith(PREFIX + "paid-queue");
        await().atMost(SOON).until(() -> broker.size(PREFIX + "paid-queue") == 0);
    }

    @Test
    void filter_policy_lets_only_matching_messages_through() {
        aws.publishAndAwait(new Order("other", 1), "order.paid", Publish.attribute("event", "order_lost"));
        aws.publishAndAwait(new Order("B1", 1), "order.paid", Publish.attribute("event", "order_paid").attribute("count", 1));

        await().atMost(SOON).until(() -> shop.paid.stream().anyMatch(paid -> paid.order.id().equals("B1")));
        assertThat(shop.paid).noneMatch(paid -> paid.order.id().equals("other"));
        shop.paid.clear();
    }

    @Test
    void failing_message_is_retried_and_then_handled() {
        shop.failures.set(2);
        aws.publishAndAwait(Map.of("id", "R"), "retried");

        await().atMost(SOON).until(() -> shop.retried.size() == 3);
        assertThat(shop.retried).containsExactly(1, 2, 3);
        await().atMost(SOON).until(() -> broker.size(PREFIX + "retried-queue") == 0);
    }

    @Test
    void message_that_keeps_failing_ends_in_the_dead_letter_queue() {
        aws.publishAndAwait(Map.of("id", "D"), "doomed", Publish.attribute("why", "test"));

        await().atMost(SOON).until(() -> broker.visible(PREFIX + "doomed-dlq") == 1);
        assertThat(shop.doomed).hasValue(2);
    }

    @Test
    void rejected_and_unreadable_messages_go_to_the_dead_letter_queue_at_once_and_block_nothing() {
        broker.sqs().sendMessage(request -> request.queueUrl(broker.url(PREFIX + "rejected-queue")).messageBody("no json"))
                .join();
        aws.publishAndAwait(Map.of("id", "reject"), "rejected", Publish.attribute("kept", "yes"));
        aws.publishAndAwait(Map.of("id", "good"), "rejected");

        await().atMost(SOON).until(() -> broker.visible(PREFIX + "rejected-dlq") == 2 && shop.accepted.get() == 1);
        List<Message> dead = broker.receive(PREFIX + "rejected-dlq");
        assertThat(dead).extracting(Message::body).anyMatch("no json"::equals).anyMatch(body -> body.contains("\"kept\""));
        await().atMost(SOON).until(() -> broker.size(PREFIX + "rejected-queue") == 0);
    }

    @Test
    void groups_of_standard_topics_and_queues_arrive_and_stay_with_dead_letters() {
        assumeFalse(AwsTestEndpoint.isForeign(), "fauxqs does not keep message groups of standard queues");
        aws.publishAndAwait("published", "tenants", Publish.groupId("t1"));
        aws.sendAndAwait("sent", "tenants-queue", Publish.groupId("t2"));
        aws.publishAndAwait("without", "tenants");
        List<Uni<PublishResult>> together = new ArrayList<>();
        for (int number = 0; number < 20; number++) {
            together.add(aws.publish("p" + number, "tenants", Publish.groupId("t3")));
            together.add(aws.send("s" + number, "tenants-queue", Publish.groupId("t4")));
        }
        Uni.join().all(together).andFailFast().await().atMost(SOON);

        await().atMost(SOON).until(() -> shop.tenants.size() == 43);
        assertThat(shop.tenants).containsEntry("published", "t1").containsEntry("sent", "t2").containsEntry("without", "none");
        for (int number = 0; number < 20; number++) {
            assertThat(shop.tenants).containsEntry("p" + number, "t3").containsEntry("s" + number, "t4");
        }

        aws.publishAndAwait("reject", "tenants", Publish.groupId("t5"));
        await().atMost(SOON).until(() -> broker.visible(PREFIX + "tenants-dlq") == 1);
        assertThat(broker.receive(PREFIX + "tenants-dlq")).singleElement().satisfies(dead -> assertThat(dead.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "t5"));
    }

    @Test
    void queue_without_topic_takes_messages_sent_straight_to_it() {
        String named = aws.sendAndAwait(new Order("S1", 1), "invoices-queue", Publish.attribute("n", 1)).messageId();
        String byUrl = aws.sendAndAwait(new Order("S2", 1), broker.url(PREFIX + "invoices-queue")).messageId();
        String byArn = aws.sendAndAwait(new Order("S3", 1), "arn:aws:sqs:us-east-1:000000000000:" + PREFIX + "invoices-queue",
                Publish.delay(Duration.ofSeconds(1))).messageId();

        await().atMost(SOON).until(() -> shop.invoices.size() == 3);
        assertThat(shop.invoices).extracting(SqsMessage::sqsMessageId).containsExactlyInAnyOrder(named, byUrl, byArn);
        SqsMessage first = shop.invoices.stream().filter(message -> message.sqsMessageId().equals(named)).findFirst().get();
        assertThat(first.messageType()).isEqualTo("Message");
        assertThat(first.topic()).isEmpty();
        assertThat(first.snsMessageId()).isEmpty();
        assertThat(first.messageAttributes()).containsEntry("n", 1);
        assertThat(first.body()).matches("\\{\"Type\": \"Message\", \"QueueUrl\": \"[^\"]+\", \"Version\": \"0\", \"Message\":"
                + " \".*\", \"Timestamp\": \"[-0-9T:.]+Z\", \"MessageAttributes\":"
                + " \\{\"n\": \\{\"Type\": \"Number\", \"Value\": \"1\"\\}\\}\\}");
    }

    @Test
    void impossible_options_fail_the_publish_and_name_the_option() {
        assertRefused(aws.publish("x", "paid", Publish.header("h", 1)), "header");
        assertRefused(aws.publish("x", "paid", Publish.exchange("e")), "exchange");
        assertRefused(aws.publish("x", "paid", Publish.delay(Duration.ofSeconds(1))), "delay");
        assertRefused(aws.publish("x", "paid", Publish.deduplicationId("d")), "deduplicationId");
        assertRefused(aws.publish("x", "order.fifo"), "groupId");
        assertRefused(aws.send("x", "q.fifo", Publish.groupId("g").delay(Duration.ofSeconds(1))), "delay");
        assertRefused(aws.publish("x", "paid.*"), "Topic name (" + PREFIX + "paid___2e_*) may only contain");
        assertRefused(aws.publish("x".repeat((1 << 20) + 1), "paid", Publish.envelope(new NoEnvelope())), "1048576");
    }

    @Test
    void connection_pool_has_room_for_long_polls_and_other_calls() {
        assertThat(ConfigProvider.getConfig().getValue("quarkus.sqs.async-client.max-concurrency", Integer.class))
                .isEqualTo(56);
    }

    private static void assertRefused(Uni<PublishResult> publish, String text) {
        Throwable failure = publish.onItem().transform(item -> (Throwable) null).onFailure()
                .recoverWithItem(cause -> cause).await().atMost(SOON);
        assertThat(failure).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(text);
    }

    record Order(String id, int amount) {
    }

    /** What a handler got. */
    record Paid(Order order, MessageMetadata metadata, SqsMessage message, int count, Map<String, Object> attributes,
            String topic, String messageUuid, int approximateReceiveCount) {
    }

    @TomodachiService(value = "shop", envelope = JsonEnvelope.class)
    static class Shop {

        final Queue<Paid> paid = new ConcurrentLinkedQueue<>();
        final Queue<Integer> retried = new ConcurrentLinkedQueue<>();
        final Map<String, String> tenants = new ConcurrentHashMap<>();
        final Queue<SqsMessage> invoices = new ConcurrentLinkedQueue<>();
        final AtomicInteger failures = new AtomicInteger();
        final AtomicInteger doomed = new AtomicInteger();
        final AtomicInteger accepted = new AtomicInteger();

        @AwsSnsSqs(topic = "order.paid", queueName = "paid-queue", filterPolicy = "{\"event\": [\"order_paid\"]}")
        void paid(Order order, MessageMetadata metadata, SqsMessage message, @Attribute int count,
                Map<String, Object> messageAttributes, String topic, String messageUuid, int approximateReceiveCount) {
            paid.add(new Paid(order, metadata, message, count, messageAttributes, topic, messageUuid,
                    approximateReceiveCount));
        }

        @AwsSnsSqs(topic = "retried", queueName = "retried-queue")
        void retried(int approximateReceiveCount) {
            retried.add(approximateReceiveCount);
            if (failures.getAndDecrement() > 0) {
                throw new IllegalStateException("not yet");
            }
        }

        @AwsSnsSqs(topic = "doomed", queueName = "doomed-queue", deadLetterQueueName = "doomed-dlq", maxReceiveCount = 2)
        Uni<Void> doomed() {
            doomed.incrementAndGet();
            return Uni.createFrom().failure(new RetryMessageException(Duration.ZERO));
        }

        @AwsSnsSqs(topic = "rejected", queueName = "rejected-queue", deadLetterQueueName = "rejected-dlq", maxReceiveCount = 5)
        void rejected(Map<String, String> data) {
            if (data.get("id").equals("reject")) {
                throw new RejectMessageException("never");
            }
            accepted.incrementAndGet();
        }

        @AwsSnsSqs(topic = "tenants", queueName = "tenants-queue", deadLetterQueueName = "tenants-dlq", maxReceiveCount = 5)
        void tenants(String data, String messageGroupId) {
            if (data.equals("reject")) {
                throw new RejectMessageException("never");
            }
            tenants.put(data, messageGroupId == null || messageGroupId.isEmpty() ? "none" : messageGroupId);
        }

        @AwsSnsSqs(queueName = "${invoices}")
        void invoices(Order order, SqsMessage message) {
            invoices.add(message);
        }
    }
}
