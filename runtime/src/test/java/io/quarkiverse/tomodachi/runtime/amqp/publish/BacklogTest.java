package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

class BacklogTest {

    private static final long LONG = TimeUnit.SECONDS.toNanos(20);

    @Test
    void limits_messages() throws InterruptedException {
        Backlog backlog = new Backlog(2, 1_000);
        assertThat(backlog.enter(1, 0)).isTrue();
        assertThat(backlog.enter(1, 0)).isTrue();
        assertThat(backlog.enter(1, 0)).isFalse();
        assertThat(backlog).hasToString("2 messages with 2 bytes have no outcome yet, and"
                + " quarkus.tomodachi.amqp.max-unconfirmed-messages and max-unconfirmed-bytes allow 2 and 1000");

        backlog.leave(1);
        assertThat(backlog.enter(1, 0)).isTrue();
    }

    @Test
    void limits_bytes_but_lets_one_message_through_alone() throws InterruptedException {
        Backlog backlog = new Backlog(10, 1_000);
        assertThat(backlog.enter(5_000, 0)).isTrue();
        assertThat(backlog.enter(1, 0)).isFalse();

        backlog.leave(5_000);
        assertThat(backlog.enter(600, 0)).isTrue();
        assertThat(backlog.enter(401, 0)).isFalse();
        assertThat(backlog.enter(400, 0)).isTrue();
    }

    @Test
    void waits_for_room() throws Exception {
        Backlog backlog = new Backlog(1, 1_000);
        assertThat(backlog.enter(1, 0)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return backlog.enter(2, LONG);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(backlog.enter(2, TimeUnit.MILLISECONDS.toNanos(50))).isFalse();
        assertThat(waiting).isNotDone();

        backlog.leave(1);
        assertThat(waiting.get(20, TimeUnit.SECONDS)).isTrue();
    }
}
