package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

class BatchTest extends AwsFixture {

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }

    private static SendMessageBatchResponse send(String queue, SendMessageBatchRequestEntry... entries) {
        return sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entries));
    }

    @Test
    void tenMessagesAreSentReceivedHiddenShownAndDeletedAtOnce() {
        String queue = createQueue();
        SendMessageBatchRequestEntry[] entries = IntStream.range(0, 10).mapToObj(i -> entry("id" + i, "body" + i))
                .toArray(SendMessageBatchRequestEntry[]::new);
        assertThat(send(queue, entries).successful()).hasSize(10);
        List<Message> received = receive(queue);
        assertThat(received).hasSize(10);
        sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue).entries(numbered(received).stream()
                .map(i -> ChangeMessageVisibilityBatchRequestEntry.builder().id("id" + i)
                        .receiptHandle(received.get(i).receiptHandle()).visibilityTimeout(0).build())
                .toList()));
        List<Message> again = receive(queue);
        assertThat(again).hasSize(10);
        DeleteMessageBatchResponse deleted = sqs.deleteMessageBatch(request -> request.queueUrl(queue).entries(numbered(again)
                .stream().map(i -> DeleteMessageBatchRequestEntry.builder().id("id" + i)
                        .receiptHandle(again.get(i).receiptHandle()).build())
                .toList()));
        assertThat(deleted.successful()).hasSize(10);
        assertThat(deleted.failed()).isEmpty();
    }

    private static List<Integer> numbered(List<?> list) {
        return IntStream.range(0, list.size()).boxed().toList();
    }

    @Test
    void anEntryFailsByItself() {
        String queue = createQueue();
        SendMessageBatchResponse response = send(queue, entry("good", "a"), entry("bad", "\u0001"));
        assertThat(response.successful()).hasSize(1);
        assertThat(response.failed()).singleElement().satisfies(failed -> {
            assertThat(failed.id()).isEqualTo("bad");
            assertThat(failed.code()).isEqualTo("InvalidMessageContents");
            assertThat(failed.senderFault()).isTrue();
        });
        List<BatchResultErrorEntry> failed = sqs
                .deleteMessageBatch(request -> request.queueUrl(queue)
                        .entries(DeleteMessageBatchRequestEntry.builder().id("x").receiptHandle("nonsense").build()))
                .failed();
        assertThat(failed).extracting(BatchResultErrorEntry::code).containsExactly("ReceiptHandleIsInvalid");
    }

    @Test
    void aBatchThatIsNoneIsRefusedAsAWhole() {
        String queue = createQueue();
        String code = "AWS.SimpleQueueService.";
        assertFails(code + "EmptyBatchRequest", () -> send(queue));
        assertFails(code + "BatchEntryIdsNotDistinct", () -> send(queue, entry("a", "1"), entry("a", "2")));
        assertFails(code + "InvalidBatchEntryId", () -> send(queue, entry("a b", "1")));
        List<SendMessageBatchRequestEntry> eleven = new ArrayList<>();
        IntStream.range(0, 11).forEach(i -> eleven.add(entry("id" + i, "x")));
        assertFails(code + "TooManyEntriesInBatchRequest",
                () -> send(queue, eleven.toArray(SendMessageBatchRequestEntry[]::new)));
        String half = "x".repeat(524_289);
        assertFails(code + "BatchRequestTooLong", () -> send(queue, entry("a", half), entry("b", half)));
        assertThat(receive(queue)).isEmpty();
    }
}
