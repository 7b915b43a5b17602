package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageResponse;

class FifoQueueTest extends AwsFixture {

    private static SendMessageResponse send(String queue, String body, String group, String deduplicationId) {
        return sqs.sendMessage(request -> request.queueUrl(queue).messageBody(body).messageGroupId(group)
                .messageDeduplicationId(deduplicationId));
    }

    @Test
    void orderIsKeptAndAGroupWaitsForItsFirstMessage() {
        String queue = createFifoQueue(false);
        send(queue, "a1", "a", "1");
        send(queue, "a2", "a", "2");
        send(queue, "b1", "b", "3");
        Message first = receive(queue, request -> request.maxNumberOfMessages(1)).get(0);
        assertThat(first.body()).isEqualTo("a1");
        assertThat(bodies(queue)).containsExactly("b1");
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(first.receiptHandle()));
        assertThat(bodies(queue)).containsExactly("a2");
    }

    @Test
    void duplicatesAreAcceptedButNotDelivered() {
        String queue = createFifoQueue(false);
        SendMessageResponse first = send(queue, "a", "g", "same");
        SendMessageResponse second = send(queue, "a", "g", "same");
        assertThat(second.messageId()).isEqualTo(first.messageId());
        assertThat(second.sequenceNumber()).isEqualTo(first.sequenceNumber()).hasSize(20);
        assertThat(receive(queue)).singleElement().satisfies(message -> assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID, "same")
                .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
                .containsEntry(MessageSystemAttributeName.SEQUENCE_NUMBER, first.sequenceNumber()));
    }

    @Test
    void contentStandsForTheIdWhereTheQueueSaysSo() {
        String queue = createFifoQueue(true);
        send(queue, "same", "g", null);
        send(queue, "same", "g", null);
        send(queue, "other", "g", null);
        assertThat(bodies(queue)).containsExactly("same", "other");
    }

    @Test
    void groupAndIdAreRequired() {
        String queue = createFifoQueue(false);
        assertFails("MissingParameter", () -> send(queue, "a", null, "1"));
        assertFails("InvalidParameterValue", () -> send(queue, "a", "g", null));
        assertFails("InvalidParameterValue", () -> send(queue, "a", "with space", "1"));
        assertFails("InvalidParameterValue", () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a")
                .messageGroupId("g").messageDeduplicationId("1").delaySeconds(1)));
    }

    @Test
    void aRepeatedReceiveAttemptGetsTheSameMessages() {
        String queue = createFifoQueue(false);
        send(queue, "a", "g", "1");
        send(queue, "b", "g", "2");
        List<Message> first = receive(queue, request -> request.receiveRequestAttemptId("attempt").maxNumberOfMessages(1));
        List<Message> repeated = receive(queue,
                request -> request.receiveRequestAttemptId("attempt").maxNumberOfMessages(1));
        assertThat(repeated).extracting(Message::receiptHandle).containsExactly(first.get(0).receiptHandle());
        assertThat(receive(queue, request -> request.receiveRequestAttemptId("another"))).isEmpty();
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(first.get(0).receiptHandle()));
        assertThat(receive(queue, request -> request.receiveRequestAttemptId("attempt"))).extracting(Message::body)
                .containsExactly("b");
    }

    @Test
    void highThroughputNeedsDeduplicationWithinGroups() {
        String queue = createFifoQueue(true);
        assertFails("InvalidAttributeValue", () -> sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributes(Map.of(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId"))));
        sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributes(Map.of(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup")));
        sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributes(Map.of(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")));
        assertFails("InvalidAttributeValue", () -> sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributes(Map.of(QueueAttributeName.DEDUPLICATION_SCOPE, "queue"))));
    }

    @Test
    void fifoAttributesAreReturned() {
        String queue = createFifoQueue(true);
        sqs.setQueueAttributes(request -> request.queueUrl(queue)
                .attributes(Map.of(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup",
                        QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId")));
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                .attributes()).containsEntry(QueueAttributeName.FIFO_QUEUE, "true")
                .containsEntry(QueueAttributeName.CONTENT_BASED_DEDUPLICATION, "true")
                .containsEntry(QueueAttributeName.DEDUPLICATION_SCOPE, "messageGroup")
                .containsEntry(QueueAttributeName.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        assertFails("InvalidAttributeName", () -> sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributes(Map.of(QueueAttributeName.FIFO_QUEUE, "false"))));
    }
}
