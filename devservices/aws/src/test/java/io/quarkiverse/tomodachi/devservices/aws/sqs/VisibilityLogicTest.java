package io.quarkiverse.tomodachi.devservices.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.protocol.ServiceError;

class VisibilityLogicTest extends QueueLogic {

    private static String codeOf(Throwable error) {
        return ((ServiceError) error).code();
    }

    @Test
    void aReceivedMessageShowsAgainAfterItsTimeout() {
        Queue queue = standard("visible", "VisibilityTimeout", "30");
        send(queue, "a");
        assertThat(receive(queue)).containsExactly("a");
        clock.passSeconds(29);
        assertThat(receive(queue)).isEmpty();
        assertThat(queue.inFlightCount()).isOne();
        clock.passSeconds(1);
        assertThat(queue.visibleCount()).isOne();
        assertThat(receive(queue)).containsExactly("a");
    }

    @Test
    void eachReceiveIsCountedAndTheFirstRemembered() {
        Queue queue = standard("counted");
        send(queue, "a");
        long first = clock.millis();
        queue.receive(1, 5);
        clock.passSeconds(5);
        ReceivedMessage again = queue.receive(1, 5).get(0);
        assertThat(again.receiveCount()).isEqualTo(2);
        assertThat(again.firstReceivedAt()).isEqualTo(first);
    }

    @Test
    void delaysAreThoseOfTheMessageOrElseOfTheQueue() {
        Queue queue = standard("delayed", "DelaySeconds", "10");
        send(queue, "by queue");
        queue.send(new NewMessage("by message", Map.of(), 2, null, null, null));
        queue.send(new NewMessage("at once", Map.of(), 0, null, null, null));
        assertThat(queue.delayedCount()).isEqualTo(2);
        assertThat(receive(queue)).containsExactly("at once");
        clock.passSeconds(2);
        assertThat(receive(queue)).containsExactly("by message");
        clock.passSeconds(8);
        assertThat(receive(queue)).containsExactly("by queue");
    }

    @Test
    void messagesAreDroppedAtTheEndOfTheRetention() {
        Queue queue = standard("kept", "MessageRetentionPeriod", "60");
        send(queue, "old");
        clock.passSeconds(30);
        send(queue, "young");
        clock.passSeconds(30);
        assertThat(queue.visibleCount()).isOne();
        assertThat(receive(queue)).containsExactly("young");
        clock.passSeconds(30);
        assertThat(queue.inFlightCount()).isZero();
    }

    @Test
    void visibilityCanBeProlongedAndEnded() {
        Queue queue = standard("changed");
        send(queue, "a");
        String handle = queue.receive(1, 10).get(0).receiptHandle();
        queue.changeVisibility(handle, 100);
        clock.passSeconds(99);
        assertThat(receive(queue)).isEmpty();
        queue.changeVisibility(handle, 0);
        assertThat(receive(queue)).containsExactly("a");
    }

    @Test
    void aStaleHandleChangesAndDeletesNothing() {
        Queue queue = standard("stale");
        send(queue, "a");
        String stale = queue.receive(1, 1).get(0).receiptHandle();
        clock.passSeconds(1);
        String latest = queue.receive(1, 60).get(0).receiptHandle();

        assertThatThrownBy(() -> queue.changeVisibility(stale, 0))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidParameterValue"));
        queue.delete(stale);
        assertThat(queue.inFlightCount()).isOne();
        queue.delete(latest);
        queue.delete(latest);
        assertThat(queue.inFlightCount()).isZero();
    }

    @Test
    void whatIsNotInFlightCannotBeProlonged() {
        Queue queue = standard("ended");
        send(queue, "a");
        String handle = queue.receive(1, 1).get(0).receiptHandle();
        clock.passSeconds(1);
        assertThatThrownBy(() -> queue.changeVisibility(handle, 10)).satisfies(
                error -> assertThat(codeOf(error)).isEqualTo("AWS.SimpleQueueService.MessageNotInflight"));
        queue.delete(handle);
        assertThat(queue.visibleCount()).isZero();
    }

    @Test
    void nothingStaysInFlightForMoreThanTwelveHours() {
        Queue queue = standard("long");
        send(queue, "a");
        String handle = queue.receive(1, 43_200).get(0).receiptHandle();
        clock.passSeconds(1);
        assertThatThrownBy(() -> queue.changeVisibility(handle, 43_200))
                .satisfies(error -> assertThat(codeOf(error)).isEqualTo("InvalidParameterValue"));
        queue.changeVisibility(handle, 43_199);
    }

    @Test
    void handlesOfOtherQueuesAndGarbageAreInvalid() {
        Queue queue = standard("one");
        Queue other = standard("two");
        send(other, "a");
        String foreign = other.receive(1, 1).get(0).receiptHandle();
        for (String handle : new String[] { foreign, "garbage", "%%%", "" }) {
            assertThatThrownBy(() -> queue.delete(handle))
                    .satisfies(error -> assertThat(codeOf(error)).isEqualTo("ReceiptHandleIsInvalid"));
        }
    }

    @Test
    void noMoreThanTheLimitIsInFlight() {
        Queue queue = standard("limit");
        for (int i = 0; i <= Queue.MAX_IN_FLIGHT; i++) {
            send(queue, "m");
        }
        int received = 0;
        for (int i = 0; i < Queue.MAX_IN_FLIGHT / 10; i++) {
            received += queue.receive(10, 600).size();
        }
        assertThat(received).isEqualTo(Queue.MAX_IN_FLIGHT);
        assertThat(queue.isOverLimit()).isTrue();
        assertThat(receive(queue)).isEmpty();
    }

    @Test
    void purgingAgainAndRecreatingNeedAMinute() {
        Queue queue = standard("waiting");
        store.purge(queue);
        assertThatThrownBy(() -> store.purge(queue)).satisfies(
                error -> assertThat(codeOf(error)).isEqualTo("AWS.SimpleQueueService.PurgeQueueInProgress"));
        clock.passSeconds(60);
        store.purge(queue);
        store.delete(queue);
        assertThatThrownBy(() -> standard("waiting")).satisfies(
                error -> assertThat(codeOf(error)).isEqualTo("AWS.SimpleQueueService.QueueDeletedRecently"));
        clock.passSeconds(60);
        standard("waiting");
    }
}
