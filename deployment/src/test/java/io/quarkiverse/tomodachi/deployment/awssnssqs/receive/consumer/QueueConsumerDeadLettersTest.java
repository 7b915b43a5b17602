package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What becomes of rejected messages, also while their dead-letter queue does not take them. */
class QueueConsumerDeadLettersTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofOwnEndpoint();

    private static final AwsEndpoint ENDPOINT = CONSUMERS.endpoint();
    private static final SqsAsyncClient SQS = CONSUMERS.sqs();

    private static void reject(Delivery delivery) {
        delivery.reject(new RejectMessageException("no"));
    }

    private static void delete(String queue) {
        String url = SQS.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        SQS.deleteQueue(request -> request.queueUrl(url)).join();
    }

    private static Taker take(QueueConsumer consumer, Consumer<Delivery> settle) {
        Taker taker = new Taker(settle);
        consumer.subscribe(taker);
        return taker;
    }

    @Test
    void dead_letter_queue_that_was_deleted_is_made_again_once() {
        QueueConsumer consumer = CONSUMERS.of("alone", 60, 10, "alone-dlq", Batching.NONE);
        delete("alone-dlq");
        ENDPOINT.resetCallCounts();
        CONSUMERS.send("alone", null, List.of("1", "2", "3", "4", "5"));
        consumer.subscribe(new Taker(QueueConsumerDeadLettersTest::reject));
        await().atMost(SOON).until(() -> CONSUMERS.left("alone") == 0 && CONSUMERS.left("alone-dlq") == 5);
        assertThat(ENDPOINT.callCounts()).containsEntry("sqs.CreateQueue", 1L);
        assertThat(consumer.problem()).isEmpty();
    }

    @Test
    void trace_goes_to_the_dead_letter_queue_with_its_message() {
        QueueConsumer consumer = CONSUMERS.of("traced", 60, 10, "traced-dlq", Batching.NONE);
        String url = SQS.getQueueUrl(request -> request.queueName("traced")).join().queueUrl();
        String deadUrl = SQS.getQueueUrl(request -> request.queueName("traced-dlq")).join().queueUrl();
        String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
        SQS.sendMessage(request -> request.queueUrl(url).messageBody("x").messageSystemAttributes(
                Map.of(MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                        MessageSystemAttributeValue.builder().dataType("String").stringValue(trace).build())))
                .join();
        consumer.subscribe(new Taker(QueueConsumerDeadLettersTest::reject));
        await().atMost(SOON).until(() -> CONSUMERS.left("traced") == 0);
        assertThat(SQS.receiveMessage(request -> request.queueUrl(deadUrl)
                .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER)).join().messages())
                .singleElement().satisfies(message -> assertThat(message.attributes())
                        .containsEntry(MessageSystemAttributeName.AWS_TRACE_HEADER, trace));
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
        await().atMost(SOON).until(() -> CONSUMERS.left("large") == 0);
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
        assertThat(CONSUMERS.left("theirs")).isEqualTo(1);
        assertThat(ENDPOINT.callCounts("theirs")).doesNotContainKeys("sqs.DeleteMessage", "sqs.DeleteMessageBatch");
    }

    @Test
    void dead_letter_tells_why_and_has_what_the_message_had() {
        long begun = System.currentTimeMillis();
        QueueConsumer consumer = CONSUMERS.of("rejected", 60, 10, "rejected-dlq", Batching.NONE);
        String url = SQS.getQueueUrl(request -> request.queueName("rejected")).join().queueUrl();
        SQS.sendMessage(request -> request.queueUrl(url).messageBody("the body").messageAttributes(Map.of("own",
                software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder().dataType("String")
                        .stringValue("kept").build())))
                .join();
        take(consumer, delivery -> delivery.reject(new IllegalArgumentException("not\u0000good")));
        String dead = SQS.getQueueUrl(request -> request.queueName("rejected-dlq")).join().queueUrl();
        var letter = SQS.receiveMessage(request -> request.queueUrl(dead).waitTimeSeconds(20).messageAttributeNames("All"))
                .join().messages().get(0);
        assertThat(letter.body()).isEqualTo("the body");
        var attributes = letter.messageAttributes();
        assertThat(attributes.get("own").stringValue()).isEqualTo("kept");
        assertThat(attributes.get("x-tomodachi-exception").stringValue()).isEqualTo(IllegalArgumentException.class.getName());
        assertThat(attributes.get("x-tomodachi-message").stringValue()).isEqualTo("not\uFFFDgood");
        assertThat(attributes.get("x-tomodachi-handler").stringValue()).isEqualTo("Shop#paid()");
        assertThat(attributes.get("x-tomodachi-queue").stringValue()).isEqualTo("rejected");
        assertThat(attributes.get("x-tomodachi-attempts").stringValue()).isEqualTo("1");
        assertThat(attributes.get("x-tomodachi-service").stringValue()).isEqualTo("shop");
        assertThat(Instant.parse(attributes.get("x-tomodachi-first-received").stringValue()))
                .isAfterOrEqualTo(Instant.ofEpochMilli(begun))
                .isBeforeOrEqualTo(Instant.parse(attributes.get("x-tomodachi-last-failure").stringValue()));
        await().atMost(SOON).until(() -> CONSUMERS.left("rejected") == 0);
    }

    @Test
    void message_stays_while_its_dead_letter_queue_does_not_take_it() {
        QueueConsumer consumer = CONSUMERS.of("stuck", 60, 10, "stuck-dlq", Batching.NONE);
        ENDPOINT.injectFaults(Faults.none().denyAccess().onlyOn("sqs.SendMessage").onlyFor("stuck-dlq"));
        CONSUMERS.send("stuck", null, List.of("m"));
        take(consumer, delivery -> delivery.reject(new IllegalArgumentException("no")));
        await().atMost(SOON).until(() -> consumer.problem().isPresent());
        assertThat(consumer.problem().orElseThrow()).contains("cannot be moved").contains("AccessDenied");
        assertThat(CONSUMERS.left("stuck")).isEqualTo(1);
    }

    @Test
    void rejected_message_is_left_to_sqs_where_its_dead_letter_queue_cannot_be_looked_up() {
        String dead = SQS.createQueue(request -> request.queueName("foreign-dlq")).join().queueUrl();
        String arn = SQS.getQueueAttributes(request -> request.queueUrl(dead).attributeNames(QueueAttributeName.QUEUE_ARN))
                .join().attributes().get(QueueAttributeName.QUEUE_ARN);
        SQS.createQueue(request -> request.queueName("foreign").attributes(Map.of(QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn + "\",\"maxReceiveCount\":5}"))).join();
        ENDPOINT.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueUrl").onlyFor("foreign-dlq"));
        QueueConsumer consumer = CONSUMERS.of("foreign", 60, 10);
        CONSUMERS.send("foreign", null, List.of("m"));
        Taker taker = take(consumer, delivery -> delivery.reject(new IllegalArgumentException("no")));
        await().atMost(SOON).until(() -> ENDPOINT.callCounts("foreign").keySet().stream()
                .anyMatch(call -> call.startsWith("sqs.ChangeMessageVisibility")));
        assertThat(taker.deliveries).singleElement().matches(Delivery::hasDeadLetterQueue);
        consumer.drain().toCompletableFuture().join();
        assertThat(ENDPOINT.callCounts("foreign")).doesNotContainKeys("sqs.DeleteMessage", "sqs.DeleteMessageBatch");
        assertThat(CONSUMERS.left("foreign")).isEqualTo(1);
    }
}
