package io.quarkiverse.tomodachi.devservices.aws.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;

class LongPollLogicTest extends QueueLogic {

    private static CompletableFuture<List<ReceivedMessage>> poll(Queue queue, int seconds) {
        return queue.receive(10, null, seconds, () -> true);
    }

    @Test
    void aPollEndsWithTheFirstMessage() {
        Queue queue = standard("poll");
        CompletableFuture<List<ReceivedMessage>> poll = poll(queue, 20);
        store.tick();
        assertThat(poll).isNotDone();
        assertThat(queue.waiting()).isOne();
        send(queue, "a");
        store.tick();
        assertThat(bodies(poll.join())).containsExactly("a");
        assertThat(queue.waiting()).isZero();
    }

    @Test
    void aPollEndsEmptyWhenItsTimeIsOver() {
        Queue queue = standard("poll");
        CompletableFuture<List<ReceivedMessage>> poll = poll(queue, 2);
        assertThat(store.tick()).isEqualTo(clock.millis() + 2000);
        clock.passSeconds(2);
        assertThat(store.tick()).isEqualTo(Long.MAX_VALUE);
        assertThat(poll.join()).isEmpty();
    }

    @Test
    void aPollGetsWhatShowsAgainOrWasDelayed() {
        Queue queue = standard("poll");
        queue.send(new NewMessage("late", Map.of(), 5, null, null, null));
        CompletableFuture<List<ReceivedMessage>> poll = poll(queue, 20);
        assertThat(store.tick()).isEqualTo(clock.millis() + 5000);
        clock.passSeconds(5);
        store.tick();
        assertThat(bodies(poll.join())).containsExactly("late");
    }

    @Test
    void pollsAreServedInTheOrderInWhichTheyCame() {
        Queue queue = standard("poll");
        CompletableFuture<List<ReceivedMessage>> first = poll(queue, 20);
        CompletableFuture<List<ReceivedMessage>> second = poll(queue, 20);
        send(queue, "a");
        store.tick();
        assertThat(first).isDone();
        assertThat(second).isNotDone();
    }

    @Test
    void aClientThatLeftGetsNothing() {
        Queue queue = standard("poll");
        CompletableFuture<List<ReceivedMessage>> cancelled = poll(queue, 20);
        CompletableFuture<List<ReceivedMessage>> disconnected = queue.receive(10, null, 20, () -> false);
        cancelled.cancel(false);
        assertThat(queue.waiting()).isOne();
        send(queue, "a");
        store.tick();
        assertThat(disconnected).isNotDone();
        assertThat(receive(queue)).containsExactly("a");
    }

    @Test
    void aPollOnADeadLetterQueueThatWasLookedAtBeforeIsServedToo() {
        Queue deadLetters = standard("a-dead");
        Queue queue = standard("z-source", "RedrivePolicy", redriveTo(deadLetters, 1));
        send(queue, "poison");
        queue.receive(1, 5);
        CompletableFuture<List<ReceivedMessage>> onSource = poll(queue, 20);
        CompletableFuture<List<ReceivedMessage>> onDeadLetters = poll(deadLetters, 20);
        clock.passSeconds(5);
        assertThat(store.tick()).isEqualTo(clock.millis());
        store.tick();
        assertThat(bodies(onDeadLetters.join())).containsExactly("poison");
        assertThat(onSource).isNotDone();
    }

    @Test
    void deletingTheQueueEndsItsPolls() {
        Queue queue = standard("poll");
        CompletableFuture<List<ReceivedMessage>> poll = poll(queue, 20);
        store.delete(queue);
        assertThat(poll).isCompletedExceptionally();
    }
}
