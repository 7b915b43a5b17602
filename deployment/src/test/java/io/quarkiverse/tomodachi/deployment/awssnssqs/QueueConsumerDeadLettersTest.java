package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.QueueInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What becomes of rejected messages, and of those behind them, while their dead-letter queue does not take them. */
class QueueConsumerDeadLettersTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final AwsEndpoint ENDPOINT = AwsEndpoint.builder().build().start();
    private static final SqsAsyncClient SQS = AwsTestEndpoint.sqs(ENDPOINT.uri());
    private static final SnsAsyncClient SNS = AwsTestEndpoint.sns(ENDPOINT.uri());

    @RegisterExtension
    static final Consumers CONSUMERS = new Consumers(SQS, SNS);

    @AfterAll
    static void disconnect() {
        SQS.close();
        SNS.close();
        ENDPOINT.close();
    }

    @AfterEach
    void mend() {
        ENDPOINT.injectFaults();
    }

    private static int left(String queue) {
        return ENDPOINT.queue(queue).map(info -> info.visible() + info.inFlight() + info.delayed()).orElse(-1);
    }

    private static void reject(Delivery delivery) {
        delivery.reject(new RejectMessageException("no"));
    }

    private static void delete(String queue) {
        String url = SQS.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        SQS.deleteQueue(request -> request.queueUrl(url)).join();
    }

    /** Otherwise SQS would count receives of them that nobody used, and move them to the dead-letter queue in the end. */
    @Test
    void others_of_its_group_wait_behind_a_message_that_stays() {
        QueueConsumer consumer = CONSUMERS.of("kept.fifo", 60, 10, "kept-dlq.fifo", Batching.NONE);
        ENDPOINT.injectFaults(Faults.none().denyAccess().onlyOn("sqs.SendMessage").onlyFor("kept-dlq.fifo"));
        List<String> bodies = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
        CONSUMERS.send("kept.fifo", "g", bodies);
        Taker taker = new Taker(delivery -> {
            if (Taker.text(delivery).equals("0")) {
                reject(delivery);
            } else {
                delivery.acknowledge();
            }
        });
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        QueueInfo queue = ENDPOINT.queue("kept.fifo").orElseThrow();
        assertThat(queue.inFlight()).isEqualTo(10);

        ENDPOINT.injectFaults();
        // it comes again after half a minute
        await().atMost(SOON.plus(SOON)).until(() -> left("kept.fifo") == 0);
        assertThat(taker.texts()).startsWith("0", "0").endsWith("8", "9").hasSize(11);
        assertThat(taker.deliveries).extracting(delivery -> ((SqsMessage) delivery.source()).approximateReceiveCount())
                .containsOnly(1);
        assertThat(left("kept-dlq.fifo")).isEqualTo(1);
        assertThat(consumer.problem()).isEmpty();
    }

    @Test
    void dead_letter_queue_that_was_deleted_is_made_again_once() {
        QueueConsumer consumer = CONSUMERS.of("alone", 60, 10, "alone-dlq", Batching.NONE);
        delete("alone-dlq");
        ENDPOINT.resetCallCounts();
        CONSUMERS.send("alone", null, List.of("1", "2", "3", "4", "5"));
        consumer.subscribe(new Taker(QueueConsumerDeadLettersTest::reject));
        await().atMost(SOON).until(() -> left("alone") == 0 && left("alone-dlq") == 5);
        assertThat(ENDPOINT.callCounts()).containsEntry("sqs.CreateQueue", 1L);
        assertThat(consumer.problem()).isEmpty();
    }

    /** That of a queue which was made when SQS took less is smaller than that of others. */
    @Test
    void message_that_just_fits_into_the_dead_letter_queue_goes_there_without_the_reason() {
        QueueConsumer consumer = CONSUMERS.of("large", 60, 10, "large-dlq", Batching.NONE);
        String url = SQS.getQueueUrl(request -> request.queueName("large-dlq")).join().queueUrl();
        SQS.setQueueAttributes(request -> request.queueUrl(url)
                .attributes(Map.of(QueueAttributeName.MAXIMUM_MESSAGE_SIZE, "1024"))).join();
        CONSUMERS.send("large", null, List.of("x".repeat(1024), "short"));
        consumer.subscribe(new Taker(QueueConsumerDeadLettersTest::reject));
        await().atMost(SOON).until(() -> left("large") == 0);
        List<Message> dead = SQS.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1)
                .messageAttributeNames("All")).join().messages();
        assertThat(dead).hasSize(2).allSatisfy(
                message -> assertThat(message.messageAttributes().isEmpty()).isEqualTo(message.body().length() == 1024));
        assertThat(consumer.problem()).isEmpty();
    }

    @Test
    void rejected_message_is_not_discarded_where_others_are_to_make_its_dead_letter_queue_again() {
        CONSUMERS.of("theirs", 60, 10, "theirs-dlq", Batching.NONE);
        QueueConsumer consumer = CONSUMERS.of("theirs", "theirs-dlq",
                new ServiceTopology("shop", TopologyMode.OFF, null, null));
        consumer.provision().toCompletableFuture().join();
        delete("theirs-dlq");
        CONSUMERS.send("theirs", null, List.of("x"));
        consumer.subscribe(new Taker(QueueConsumerDeadLettersTest::reject));
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        assertThat(consumer.problem().orElseThrow()).contains("cannot be moved", "does not exist");
        assertThat(left("theirs")).isEqualTo(1);
        assertThat(ENDPOINT.callCounts("theirs")).doesNotContainKeys("sqs.DeleteMessage", "sqs.DeleteMessageBatch");
    }
}
