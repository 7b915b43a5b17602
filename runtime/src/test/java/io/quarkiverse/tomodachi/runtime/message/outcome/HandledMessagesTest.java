package io.quarkiverse.tomodachi.runtime.message.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class HandledMessagesTest {

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final HandledMessages messages = new HandledMessages(Duration.ofNanos(100), 3, now::get);

    private CompletableFuture<Boolean> duplicate(String uuid) {
        DuplicateMessageException duplicate = catchThrowableOfType(DuplicateMessageException.class,
                () -> messages.begin(uuid));
        return duplicate == null ? null : duplicate.handled().toCompletableFuture();
    }

    private void handle(String uuid) {
        messages.begin(uuid);
        messages.end(uuid, true);
    }

    @Test
    void knowsMessagesForTheWindowAfterTheirSuccess() {
        handle("a");
        assertThat(duplicate("a")).isCompletedWithValue(true);
        now.addAndGet(100);
        assertThat(duplicate("a")).isCompletedWithValue(true);
        now.addAndGet(1);
        assertThat(duplicate("a")).isNull();
    }

    @Test
    void keepsLongIdentitiesInAShortForm() {
        String first = "a".repeat(1_000_000) + "1";
        String second = "a".repeat(1_000_000) + "2";
        handle(first);
        assertThat(duplicate(first)).isCompletedWithValue(true);
        assertThat(duplicate(second)).isNull();
        messages.end(second, true);
        assertThat(messages.size()).isEqualTo(2);
    }

    @Test
    void doesNotKnowMessagesThatFailed() {
        messages.begin("a");
        messages.end("a", false);

        assertThat(messages.size()).isZero();
        assertThat(duplicate("a")).isNull();
    }

    @Test
    void tellsCopiesHowTheFirstOneEnds() {
        messages.begin("a");
        CompletableFuture<Boolean> second = duplicate("a");
        CompletableFuture<Boolean> third = duplicate("a");
        assertThat(second).isNotDone();

        messages.end("a", false);
        assertThat(second).isCompletedWithValue(false);
        assertThat(third).isCompletedWithValue(false);

        messages.begin("a");
        CompletableFuture<Boolean> again = duplicate("a");
        messages.end("a", true);
        assertThat(again).isCompletedWithValue(true);
    }

    @Test
    void forgetsTheOldestFirst() {
        for (String uuid : List.of("a", "b", "c", "d")) {
            handle(uuid);
        }

        assertThat(messages.size()).isEqualTo(3);
        assertThat(duplicate("b")).isCompletedWithValue(true);
        assertThat(duplicate("a")).isNull();
    }

    @Test
    void letsOneCopyThroughHoweverManyComeAtOnce() {
        HandledMessages shared = new HandledMessages(Duration.ofMinutes(1), 1_000, System::nanoTime);
        AtomicInteger[] handled = new AtomicInteger[100];
        List<CompletableFuture<Void>> threads = new ArrayList<>();
        for (int i = 0; i < handled.length; i++) {
            handled[i] = new AtomicInteger();
        }
        for (int thread = 0; thread < 8; thread++) {
            threads.add(CompletableFuture.runAsync(() -> {
                for (int i = 0; i < handled.length; i++) {
                    deliver(shared, i, handled[i]);
                }
            }));
        }
        threads.forEach(CompletableFuture::join);

        assertThat(handled).allSatisfy(count -> assertThat(count).hasValue(1));
        assertThat(shared.size()).isEqualTo(handled.length);
    }

    /** Fails now and then, as handlers do. */
    private static void deliver(HandledMessages shared, int uuid, AtomicInteger handled) {
        while (true) {
            try {
                shared.begin("m" + uuid);
                boolean success = ThreadLocalRandom.current().nextInt(3) > 0;
                if (success) {
                    handled.incrementAndGet();
                }
                shared.end("m" + uuid, success);
                if (success) {
                    return;
                }
            } catch (DuplicateMessageException e) {
                if (e.handled().toCompletableFuture().join()) {
                    return;
                }
            }
        }
    }
}
