package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.IntStream;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.deployment.logging.LoggedEvents;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** What receiving costs in calls, and that nothing is lost or stuck whatever SQS does; counted at the endpoint. */
class QueueConsumerCallsTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final Set<Integer> WAITS = ConcurrentHashMap.newKeySet();

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofOwnEndpoint(new ExecutionInterceptor() {
        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            if (context.request() instanceof ReceiveMessageRequest receive) {
                WAITS.add(receive.waitTimeSeconds());
            }
        }
    });

    private static final AwsEndpoint ENDPOINT = CONSUMERS.endpoint();
    private static final SqsAsyncClient SQS = CONSUMERS.sqs();

    private static QueueConsumer consumer(String queue, int visibilityTimeout, Batching batching) {
        return CONSUMERS.of(queue, visibilityTimeout, 10, null, batching);
    }

    private static Taker take(QueueConsumer consumer, Consumer<Delivery> settle) {
        Taker taker = new Taker(settle);
        consumer.subscribe(taker);
        return taker;
    }

    private static void send(String queue, int count) {
        CONSUMERS.send(queue, queue.endsWith(".fifo") ? "g" : null,
                IntStream.range(0, count).mapToObj(number -> "m" + number).toList());
    }

    @Test
    void full_queue_takes_one_receive_and_one_delete_for_ten_messages() {
        QueueConsumer consumer = consumer("full", 60, Batching.NONE);
        send("full", 1_000);
        List<Delivery> running = new ArrayList<>();
        Taker taker = take(consumer, delivery -> {
            running.add(delivery);
            if (running.size() == 10) {
                List<Delivery> ending = List.copyOf(running);
                running.clear();
                CONSUMERS.executor.execute(() -> ending.forEach(Delivery::acknowledge));
            }
        });
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1_000 && CONSUMERS.left("full") == 0);
        long calls = ENDPOINT.callCounts("full").entrySet().stream()
                .filter(call -> call.getKey().equals("sqs.ReceiveMessage") || call.getKey().startsWith("sqs.Delete")
                        || call.getKey().startsWith("sqs.ChangeMessageVisibility"))
                .mapToLong(Map.Entry::getValue).sum();
        assertThat(calls / 1_000.0).as("calls for each message: " + ENDPOINT.callCounts("full")).isLessThanOrEqualTo(0.22);
    }

    @Test
    void empty_queue_has_one_open_long_poll() {
        take(consumer("idle", 60, Batching.NONE), Delivery::acknowledge);
        await().atMost(SOON).until(() -> ENDPOINT.queue("idle").orElseThrow().waitingReceives() == 1);
        // it waits for the 20 seconds that SQS allows: had it asked for less, there would be another call by now
        await().during(Duration.ofSeconds(2)).atMost(SOON)
                .until(() -> ENDPOINT.queue("idle").orElseThrow().waitingReceives() == 1);
        assertThat(ENDPOINT.callCounts("idle")).containsEntry("sqs.ReceiveMessage", 1L);
        assertThat(WAITS).as("seconds of each receive of any test, so that an empty queue costs three calls a minute")
                .isNotEmpty().containsOnly(20);
    }

    @Test
    void message_that_is_handled_for_longer_than_its_visibility_timeout_comes_once() {
        Taker taker = take(consumer("long", 5, Batching.NONE), Taker::nothing);
        send("long", 3);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 3);
        await().during(Duration.ofSeconds(7)).atMost(SOON).until(() -> taker.deliveries.size() == 3);
        assertThat(ENDPOINT.callCounts("long").get("sqs.ChangeMessageVisibilityBatch")).as("three messages in one call")
                .isLessThanOrEqualTo(7);
        taker.deliveries.forEach(Delivery::acknowledge);
        await().atMost(SOON).until(() -> CONSUMERS.left("long") == 0);
        // two times as long as a message may go without, after a last call that was under way when they were deleted
        AtomicLong calls = new AtomicLong();
        await().during(Duration.ofSeconds(4)).atMost(SOON).until(() -> {
            long now = ENDPOINT.callCounts("long").get("sqs.ChangeMessageVisibilityBatch");
            return calls.getAndSet(now) == now;
        });
        assertThat(taker.deliveries).hasSize(3);
    }

    @Test
    void message_is_hidden_for_as_long_as_is_assumed_though_the_queue_says_less_by_now() {
        QueueConsumer consumer = consumer("lowered", 60, Batching.NONE);
        String url = SQS.getQueueUrl(request -> request.queueName("lowered")).join().queueUrl();
        SQS.setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "1")))
                .join();
        send("lowered", 1);
        Taker taker = take(consumer, delivery -> {
        });
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        // two times the timeout of the queue
        await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> taker.deliveries.size() == 1
                && ENDPOINT.queue("lowered").orElseThrow().inFlight() == 1);
        taker.deliveries.forEach(Delivery::acknowledge);
    }

    @Test
    void only_what_failed_of_a_batch_is_deleted_again() {
        QueueConsumer consumer = consumer("partly", 60, Batching.NONE);
        send("partly", 10);
        ENDPOINT.injectFaults(Faults.none().failBatchEntries(3, 10).onlyOn("sqs.DeleteMessageBatch").onlyFor("partly")
                .firstCalls(1));
        List<Delivery> running = new ArrayList<>();
        take(consumer, delivery -> {
            running.add(delivery);
            if (running.size() == 10) {
                running.forEach(Delivery::acknowledge);
            }
        });
        await().atMost(SOON).until(() -> CONSUMERS.left("partly") == 0);
        assertThat(ENDPOINT.callCounts("partly")).containsEntry("sqs.DeleteMessageBatch", 2L);
    }

    @Test
    void message_that_comes_twice_in_one_receive_is_settled_twice_in_one_call() {
        QueueConsumer consumer = consumer("twice", 60, Batching.NONE);
        ENDPOINT.injectFaults(Faults.none().duplicateMessages(1).onlyOn("sqs.ReceiveMessage").onlyFor("twice"));
        send("twice", 1);
        Taker taker = take(consumer, Delivery::acknowledge);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2 && CONSUMERS.left("twice") == 0);
        assertThat(ENDPOINT.errorCounts()).noneSatisfy((error, count) -> assertThat(error).contains("NotDistinct"));
    }

    @Test
    void stop_gives_back_what_nobody_began_with_and_leaves_its_receive_count_low() {
        QueueConsumer first = consumer("untouched.fifo", 60, Batching.NONE);
        send("untouched.fifo", 10);
        Taker taker = take(first, Taker::nothing);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        first.pause().toCompletableFuture().join();
        taker.deliveries.get(0).acknowledge();
        first.drain().toCompletableFuture().join();
        await().atMost(SOON).until(() -> ENDPOINT.queue("untouched.fifo").orElseThrow().inFlight() == 0);
        assertThat(ENDPOINT.callCounts("untouched.fifo")).as("nine given back together, and the one that was handled")
                .containsEntry("sqs.ChangeMessageVisibilityBatch", 1L).containsEntry("sqs.DeleteMessageBatch", 1L)
                .doesNotContainKeys("sqs.ChangeMessageVisibility", "sqs.DeleteMessage");

        Taker next = take(consumer("untouched.fifo", 60, Batching.NONE), Delivery::acknowledge);
        await().atMost(SOON).until(() -> CONSUMERS.left("untouched.fifo") == 0);
        assertThat(next.deliveries).hasSize(9).allSatisfy(delivery -> assertThat(
                ((SqsMessage) delivery.source()).approximateReceiveCount()).isLessThanOrEqualTo(2));
    }

    @Test
    void stop_gives_back_at_once_what_waits_for_a_batch_to_be_full() {
        QueueConsumer consumer = consumer("waiting", 60, new Batching(10, Duration.ofMinutes(5)));
        Taker taker = take(consumer, Delivery::acknowledge);
        send("waiting", 4);
        await().atMost(SOON).until(() -> ENDPOINT.queue("waiting").orElseThrow().inFlight() == 4);
        // a poll that stays open for a moment, as there was traffic, would get them once more
        await().atMost(SOON).until(() -> ENDPOINT.queue("waiting").orElseThrow().waitingReceives() == 1);
        consumer.pause().toCompletableFuture().join();
        await().atMost(SOON).until(() -> ENDPOINT.queue("waiting").orElseThrow().visible() == 4);
        assertThat(ENDPOINT.callCounts("waiting")).containsEntry("sqs.ChangeMessageVisibilityBatch", 1L);
        assertThat(taker.deliveries).isEmpty();
        String url = SQS.getQueueUrl(request -> request.queueName("waiting")).join().queueUrl();
        assertThat(SQS.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(20)
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)).join().messages())
                .extracting(message -> message.attributes().get(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT))
                .containsExactly("2", "2", "2", "2");
    }

    @Test
    void messages_are_kept_hidden_while_they_wait_for_a_batch_to_be_full() {
        Taker taker = take(consumer("filling", 6, new Batching(5, Duration.ofMinutes(5))), Delivery::acknowledge);
        send("filling", 4);
        // longer than the visibility timeout
        await().during(Duration.ofSeconds(7)).atMost(SOON).until(() -> taker.deliveries.isEmpty());
        send("filling", 1);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 5 && CONSUMERS.left("filling") == 0);
        assertThat(taker.sizes).containsExactly(5);
    }

    @Test
    void trouble_is_told_once_and_its_end_too() {
        QueueConsumer consumer = consumer("trouble", 60, Batching.NONE);
        LoggedEvents.begin();
        try {
            ENDPOINT.injectFaults(Faults.none().refuseCredentials().onlyOn("sqs.ReceiveMessage").onlyFor("trouble"));
            Taker taker = take(consumer, Delivery::acknowledge);
            await().atMost(SOON).until(() -> consumer.problem().isPresent()
                    && ENDPOINT.callCounts("trouble").get("sqs.ReceiveMessage") >= 3);
            assertThat(consumer.problem().orElseThrow()).contains("cannot be received from queue trouble since");
            assertThat(told("trouble")).hasSize(1);
            ENDPOINT.injectFaults(Faults.none().throttle(1).onlyOn("sqs.ReceiveMessage").onlyFor("trouble"));
            await().atMost(SOON).until(() -> told("trouble").size() == 2);
            assertThat(consumer.problem().orElseThrow()).contains("Throttl");
            ENDPOINT.injectFaults();
            send("trouble", 1);
            await().atMost(SOON).until(() -> taker.deliveries.size() == 1 && consumer.problem().isEmpty());
            assertThat(told("trouble")).hasSize(3);
            assertThat(told("trouble").get(2)).startsWith("Works again after");
        } finally {
            LoggedEvents.end();
        }
    }

    /** What is logged of one queue, from INFO on. */
    private static List<String> told(String queue) {
        return LoggedEvents.records().stream().filter(record -> record.getLevel().intValue() >= Level.INFO.intValue())
                .map(ExtLogRecord::getFormattedMessage).filter(text -> text.contains("queue " + queue)).toList();
    }
}
