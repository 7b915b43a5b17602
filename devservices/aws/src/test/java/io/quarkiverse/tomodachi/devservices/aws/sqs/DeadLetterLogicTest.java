package io.quarkiverse.tomodachi.devservices.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

class DeadLetterLogicTest extends QueueLogic {
    private final Queue deadLetters = standard("dead");

    private static void receiveTimes(Queue queue, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(queue.receive(1, 0)).hasSize(1);
        }
    }

    @Test
    void aMessageMovesWhenItWasReceivedTooOften() {
        Queue queue = standard("source", "RedrivePolicy", redriveTo(deadLetters, 2));
        long sentAt = clock.millis();
        String id = send(queue, "poison").messageId();
        clock.passSeconds(5);
        receiveTimes(queue, 2);
        assertThat(receive(queue)).isEmpty();

        ReceivedMessage moved = deadLetters.receive(1, 30).get(0);
        assertThat(moved.message().id).isEqualTo(id);
        assertThat(moved.receiveCount()).isEqualTo(3);
        assertThat(moved.message().sentAt).isEqualTo(sentAt);
        assertThat(moved.message().deadLetterSource).isEqualTo(queue.arn());
    }

    @Test
    void queuesThatAreEachOthersDeadLetterQueueDoNotLoop() {
        Queue queue = standard("circle", "RedrivePolicy", redriveTo(deadLetters, 1));
        store.setAttributes(deadLetters, Map.of("RedrivePolicy", redriveTo(queue, 1)));
        send(queue, "round");
        for (int i = 0; i < 5; i++) {
            receiveTimes(queue, 1);
            assertThat(receive(queue)).isEmpty();
            receiveTimes(deadLetters, 1);
            assertThat(receive(deadLetters)).isEmpty();
        }
    }

    @Test
    void theNextGroupMemberFollowsInAFifoQueue() {
        Queue dead = fifo("dead");
        Queue queue = fifo("source", "RedrivePolicy", redriveTo(dead, 1));
        send(queue, "poison", "g", "1");
        send(queue, "good", "g", "2");
        receiveTimes(queue, 1);
        assertThat(receive(queue)).containsExactly("good");
        assertThat(receive(dead)).containsExactly("poison");
    }

    @Test
    void redrivePoliciesAreValidated() {
        Queue fifo = fifo("fifo");
        String missing = "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:none\",\"maxReceiveCount\":2}";
        for (String policy : new String[] { missing, "nonsense", "[]", "{}", redriveTo(deadLetters, 0),
                redriveTo(deadLetters, 1001), redriveTo(fifo, 3) }) {
            assertThatThrownBy(() -> standard("bad", "RedrivePolicy", policy)).as(policy)
                    .isInstanceOfSatisfying(ServiceError.class,
                            error -> assertThat(error.code()).isEqualTo("InvalidParameterValue"));
        }
    }

    @Test
    void aDeadLetterQueueChoosesItsSources() {
        store.setAttributes(deadLetters, Map.of("RedriveAllowPolicy", "{\"redrivePermission\":\"denyAll\"}"));
        assertThatThrownBy(() -> standard("denied", "RedrivePolicy", redriveTo(deadLetters, 1)))
                .isInstanceOf(ServiceError.class);
        store.setAttributes(deadLetters, Map.of("RedriveAllowPolicy",
                "{\"redrivePermission\":\"byQueue\",\"sourceQueueArns\":[\"arn:aws:sqs:us-east-1:123456789012:allowed\"]}"));
        Queue allowed = standard("allowed", "RedrivePolicy", redriveTo(deadLetters, 1));
        assertThat(store.sourcesOf(deadLetters)).containsExactly(allowed);
    }

    @Test
    void aMoveTaskBringsMessagesBackWhereTheyCameFrom() {
        Queue queue = standard("source", "RedrivePolicy", redriveTo(deadLetters, 1));
        send(queue, "a");
        receiveTimes(queue, 1);
        assertThat(receive(queue)).isEmpty();
        MoveTask task = new MoveTask(store, deadLetters, null, null);
        store.moveTasks().start(task);
        assertThat(task.status()).isEqualTo(MoveTask.Status.COMPLETED);
        assertThat(receive(queue)).containsExactly("a");
        assertThat(deadLetters.visibleCount()).isZero();
    }

    @Test
    void aMoveTaskKeepsItsPaceAndCanBeCancelled() {
        Queue target = standard("target");
        for (int i = 0; i < 10; i++) {
            send(deadLetters, "m" + i);
        }
        MoveTask task = new MoveTask(store, deadLetters, target.arn(), 2);
        store.moveTasks().start(task);
        clock.passSeconds(1);
        store.tick();
        assertThat(task.moved()).isEqualTo(3);
        assertThatThrownBy(() -> store.moveTasks().start(new MoveTask(store, deadLetters, target.arn(), 2)))
                .isInstanceOf(ServiceError.class);
        store.moveTasks().cancel(task.handle());
        clock.passSeconds(10);
        store.tick();
        assertThat(target.visibleCount()).isEqualTo(3);
    }

    @Test
    void aMoveTaskFailsForAMessageOfUnknownOrigin() {
        send(deadLetters, "sent directly");
        MoveTask task = new MoveTask(store, deadLetters, null, null);
        store.moveTasks().start(task);
        assertThat(task.status()).isEqualTo(MoveTask.Status.FAILED);
        assertThat(deadLetters.visibleCount()).isOne();
    }
}
