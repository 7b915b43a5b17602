package io.quarkiverse.tomodachi.deployment.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.AwsSnsSqsPublisher;
import io.quarkiverse.tomodachi.FailurePolicy;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsBrokerTest;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkus.test.QuarkusUnitTest;
import software.amazon.awssdk.services.sqs.model.ListMessageMoveTasksResultEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.StartMessageMoveTaskRequest;

/** Dead letters that are moved back by SQS are handled again, wherever they came from. */
class AwsRedriveTest extends AwsBrokerTest {

    private static final String PREFIX = "redrive-";
    private static final Duration SOON = Duration.ofSeconds(40);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = AwsTestEndpoint.application(PREFIX, Shop.class);

    @Inject
    Shop shop;

    private static String arn(String queue) {
        return broker.attributes(PREFIX + queue).get(QueueAttributeName.QUEUE_ARN);
    }

    private static ListMessageMoveTasksResultEntry move(String from,
            UnaryOperator<StartMessageMoveTaskRequest.Builder> destination) {
        String source = arn(from);
        broker.sqs().startMessageMoveTask(
                destination.apply(StartMessageMoveTaskRequest.builder().sourceArn(source)).build()).join();
        return await().atMost(SOON).until(
                () -> broker.sqs().listMessageMoveTasks(request -> request.sourceArn(source)).join().results().get(0),
                task -> !task.status().equals("RUNNING"));
    }

    private static void awaitSize(String queue, int size) {
        await().atMost(SOON).until(() -> broker.size(PREFIX + queue) == size);
    }

    /** Without taking it away. */
    private static Message peek(String queue) {
        List<Message> found = new ArrayList<>();
        await().atMost(SOON).until(() -> found.addAll(broker.receive(PREFIX + queue)));
        String url = broker.url(PREFIX + queue);
        broker.sqs().changeMessageVisibility(request -> request.queueUrl(url).receiptHandle(found.get(0).receiptHandle())
                .visibilityTimeout(0)).join();
        return found.get(0);
    }

    private static Map<String, String> attributes(String queue) {
        Map<String, String> attributes = new TreeMap<>();
        peek(queue).messageAttributes().forEach((name, value) -> attributes.put(name, value.stringValue()));
        return attributes;
    }

    @Test
    void rejected_message_goes_back_where_it_is_told_and_begins_anew() {
        shop.aws.publishAndAwait("tea", "orders", Publish.attribute("customer", "Anna"));
        awaitSize("orders-dead", 1);
        assertThat(attributes("orders-dead")).containsEntry("x-tomodachi-queue", PREFIX + "orders")
                .containsEntry("x-tomodachi-message", "rejected 1 times").containsEntry("x-tomodachi-attempts", "1")
                .containsEntry("x-tomodachi-topic", "orders");

        // it was not SQS that moved it, which therefore knows no source
        ListMessageMoveTasksResultEntry nowhere = move("orders-dead", task -> task);
        assertThat(nowhere.status()).isEqualTo("FAILED");
        assertThat(nowhere.failureReason()).isEqualTo("CouldNotDetermineMessageSource");
        awaitSize("orders-dead", 1);

        assertThat(move("orders-dead", task -> task.destinationArn(arn("orders"))).status()).isEqualTo("COMPLETED");
        await().atMost(SOON).until(() -> shop.orders.size() == 2);
        awaitSize("orders-dead", 1);
        assertThat(attributes("orders-dead")).containsEntry("x-tomodachi-message", "rejected 2 times")
                .containsEntry("x-tomodachi-attempts", "1");

        move("orders-dead", task -> task.destinationArn(arn("orders")));
        await().atMost(SOON).until(() -> shop.orders.size() == 3);
        awaitSize("orders", 0);
        assertThat(broker.size(PREFIX + "orders-dead")).isZero();
        assertThat(shop.orders).containsExactly("tea of Anna from orders, 1 null",
                "tea of Anna from orders, 1 rejected 1 times",
                "tea of Anna from orders, 1 rejected 2 times");
    }

    @Test
    void message_that_sqs_moved_goes_back_to_its_source() {
        shop.aws.sendAndAwait("tea", "crashing");
        awaitSize("crashing-dead", 1);
        assertThat(peek("crashing-dead").messageAttributes()).isEmpty();
        shop.mended = true;
        ListMessageMoveTasksResultEntry task = move("crashing-dead", to -> to);
        assertThat(task.status()).isEqualTo("COMPLETED");
        assertThat(task.approximateNumberOfMessagesMoved()).isEqualTo(1);
        await().atMost(SOON).until(() -> shop.crashing.size() == 3);
        awaitSize("crashing", 0);
        assertThat(broker.size(PREFIX + "crashing-dead")).isZero();
        // counted anew
        assertThat(shop.crashing).containsExactly(1, 2, 1);
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        AwsSnsSqsPublisher aws;

        final Queue<String> orders = new ConcurrentLinkedQueue<>();
        final Queue<Integer> crashing = new ConcurrentLinkedQueue<>();
        volatile boolean mended;

        @AwsSnsSqs(topic = "orders", queueName = "orders", deadLetterQueueName = "orders-dead", maxReceiveCount = 5)
        void order(String data, String topic, SqsMessage message, @Attribute("customer") String customer,
                @Attribute("x-tomodachi-message") String reason) {
            orders.add(data + " of " + customer + " from " + topic + ", " + message.approximateReceiveCount() + " " + reason);
            if (orders.size() < 3) {
                throw new RejectMessageException("rejected " + orders.size() + " times");
            }
        }

        /** Is moved by SQS, as its limit is the lower one. */
        @FailurePolicy(attempts = 10, initialDelay = "100ms", jitter = 0)
        @AwsSnsSqs(queueName = "crashing", deadLetterQueueName = "crashing-dead", maxReceiveCount = 2)
        void crash(String data, SqsMessage message) {
            crashing.add(message.approximateReceiveCount());
            if (!mended) {
                throw new IllegalStateException("not mended");
            }
        }
    }
}
