package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

class DeadLetterTest extends AwsFixture {

    private static String createSource(String deadLetters) {
        return createQueue(Map.of(QueueAttributeName.REDRIVE_POLICY, redrivePolicy(deadLetters, 2)));
    }

    private static void exhaust(String queue) {
        for (int i = 0; i < 2; i++) {
            assertThat(receive(queue, request -> request.visibilityTimeout(0))).hasSize(1);
        }
        assertThat(receive(queue)).isEmpty();
    }

    @Test
    void whatIsReceivedTooOftenMoves() {
        String deadLetters = createQueue();
        String queue = createSource(deadLetters);
        String id = send(queue, "poison");
        exhaust(queue);
        Message moved = receive(deadLetters).get(0);
        assertThat(moved.messageId()).isEqualTo(id);
        assertThat(moved.attributes()).containsEntry(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN, arn(queue));
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(deadLetters)).queueUrls())
                .containsExactly(queue);
    }

    @Test
    void aMoveTaskBringsItBack() {
        String deadLetters = createQueue();
        String queue = createSource(deadLetters);
        send(queue, "again");
        exhaust(queue);
        String source = arn(deadLetters);
        sqs.startMessageMoveTask(request -> request.sourceArn(source));
        await().untilAsserted(() -> assertThat(
                sqs.listMessageMoveTasks(request -> request.sourceArn(source)).results()).singleElement().satisfies(task -> {
                    assertThat(task.status()).isEqualTo("COMPLETED");
                    assertThat(task.approximateNumberOfMessagesMoved()).isOne();
                }));
        assertThat(bodies(queue)).containsExactly("again");
    }

    @Test
    void aSlowMoveTaskIsCancelled() {
        String deadLetters = createQueue();
        createSource(deadLetters);
        String target = createQueue();
        for (int i = 0; i < 5; i++) {
            send(deadLetters, "m" + i);
        }
        String handle = sqs.startMessageMoveTask(request -> request.sourceArn(arn(deadLetters)).destinationArn(arn(target))
                .maxNumberOfMessagesPerSecond(1)).taskHandle();
        assertThat(sqs.cancelMessageMoveTask(request -> request.taskHandle(handle)).approximateNumberOfMessagesMoved())
                .isLessThan(5);
        assertFails("ResourceNotFoundException", () -> sqs.cancelMessageMoveTask(request -> request.taskHandle(handle)));
    }

    @Test
    void onlyDeadLetterQueuesAreMovedFrom() {
        String queue = createQueue();
        assertFails("InvalidParameterValue", () -> sqs.startMessageMoveTask(request -> request.sourceArn(arn(queue))));
        assertFails("ResourceNotFoundException",
                () -> sqs.startMessageMoveTask(request -> request.sourceArn(arn(queue) + "-none")));
    }
}
