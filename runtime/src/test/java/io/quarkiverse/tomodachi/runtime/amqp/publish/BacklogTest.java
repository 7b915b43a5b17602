package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    @ParameterizedTest(name = "{0} messages and {1} bytes")
    @CsvSource({ "2, 1000, 1, 1", "10, 1000, 600, 400" })
    void lets_in_what_its_limits_allow(int messages, int bytes, int first, int second) throws InterruptedException {
        Backlog backlog = new Backlog(messages, bytes);
        assertThat(backlog.enter(first, 0)).isTrue();
        assertThat(backlog.enter(second, 0)).isTrue();
        assertThat(backlog.enter(1, 0)).isFalse();
        assertThat(backlog).hasToString("2 messages with " + (first + second) + " bytes have no outcome yet, and"
                + " quarkus.tomodachi.amqp.max-unconfirmed-messages and max-unconfirmed-bytes allow " + messages + " and "
                + bytes);

        backlog.leave(first);
        assertThat(backlog.enter(first + 1_000, 0)).isFalse();
        assertThat(backlog.enter(first, 0)).isTrue();
    }

    @Test
    void lets_a_message_through_alone_that_is_larger_than_all_may_be() throws InterruptedException {
        Backlog backlog = new Backlog(10, 1_000);
        assertThat(backlog.enter(5_000, 0)).isTrue();
        assertThat(backlog.enter(1, 0)).isFalse();

        backlog.leave(5_000);
        assertThat(backlog.enter(1, 0)).isTrue();
    }

    @Test
    void waits_for_room() throws Exception {
        Backlog backlog = new Backlog(1, 1_000);
        assertThat(backlog.enter(1, 0)).isTrue();
        Caller waiting = new Caller(backlog, 2);
        assertThat(backlog.enter(2, TimeUnit.MILLISECONDS.toNanos(50))).isFalse();
        assertThat(waiting.entered).isNotDone();

        backlog.leave(1);
        assertThat(waiting.entered.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void lets_none_overtake_a_large_message() throws Exception {
        Backlog backlog = new Backlog(10, 1_000);
        assertThat(backlog.enter(600, 0)).isTrue();
        assertThat(backlog.enter(300, 0)).isTrue();
        Caller large = new Caller(backlog, 900);
        assertThat(backlog.enter(1, 0)).isFalse();
        assertThat(backlog).asString().startsWith("2 messages with 900 bytes have no outcome yet, 1 more wait, and quarkus");
        Caller small = new Caller(backlog, 100);
        Caller last = new Caller(backlog, 1);

        backlog.leave(600);
        assertThat(backlog.enter(1, 0)).isFalse();
        assertThat(large.entered).isNotDone();
        backlog.leave(300);
        assertThat(large.entered.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(small.entered.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(last.entered).isNotDone();
        backlog.leave(100);
        assertThat(last.entered.get(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoever_gives_up_holds_up_nobody() throws Exception {
        Backlog backlog = new Backlog(10, 1_000);
        assertThat(backlog.enter(500, 0)).isTrue();
        Caller large = new Caller(backlog, 900);
        Caller small = new Caller(backlog, 500);

        large.thread.interrupt();
        assertThat(small.entered.get(20, TimeUnit.SECONDS)).isTrue();
        assertThat(large.entered).failsWithin(20, TimeUnit.SECONDS).withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(InterruptedException.class);
        backlog.leave(500);
        assertThat(backlog.enter(600, 0)).isFalse();
        assertThat(backlog.enter(500, 0)).isTrue();
    }

    /** Waits for the room of a message on a thread of its own. */
    private static final class Caller {

        private final CompletableFuture<Boolean> entered = new CompletableFuture<>();
        private final Thread thread;

        /** Returns when it waits. */
        Caller(Backlog backlog, int size) {
            thread = new Thread(() -> {
                try {
                    entered.complete(backlog.enter(size, LONG));
                } catch (InterruptedException e) {
                    entered.completeExceptionally(e);
                }
            });
            thread.setDaemon(true);
            thread.start();
            await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        }
    }
}
