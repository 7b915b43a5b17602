package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;

/** What fails while messages are hidden anew, for lack of memory, keeps none of them from the next round. */
class LeaseFailuresTest {

    private static final Instant BEGIN = Instant.ofEpochSecond(1_000_000);

    private final TestClock clock = new TestClock(BEGIN);
    private final AtomicInteger entries = new AtomicInteger();
    private CompletionStage<Answer> answer;
    private final Leases leases = new Leases(clock, new HeldLeases(), (changes, longest) -> {
        entries.addAndGet(changes.size());
        return answer;
    });
    private final List<Lease> all = IntStream.range(0, 25)
            .mapToObj(number -> new Lease(clock, "h" + number, BEGIN, leases.until(BEGIN), new Origin("q", "h" + number)))
            .toList();

    private void roundAt(int second) {
        clock.now = BEGIN.plusSeconds(second);
        leases.round();
    }

    private void assertNextRoundHidesAll() {
        assertThat(all).allSatisfy(lease -> assertThat(lease.changed().toCompletableFuture()).isDone());
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        entries.set(0);
        roundAt(16);
        assertThat(entries).hasValue(25);
        assertThat(all).allSatisfy(lease -> assertThat(lease.until()).isEqualTo(clock.now.plus(Duration.ofSeconds(30))));
    }

    @Test
    void call_that_cannot_be_followed_up() {
        leases.begin(all);
        answer = new CompletableFuture<>() {
            @Override
            public CompletableFuture<Answer> whenComplete(BiConsumer<? super Answer, ? super Throwable> action) {
                throw new OutOfMemoryError("on purpose");
            }
        };
        assertThat(catchThrowable(() -> roundAt(11))).isInstanceOf(OutOfMemoryError.class);
        assertNextRoundHidesAll();
    }

    @Test
    void answer_that_cannot_be_read() {
        leases.begin(all);
        answer = CompletableFuture.completedFuture(null);
        roundAt(11);
        assertNextRoundHidesAll();
    }

    @Test
    void time_that_cannot_be_read() {
        leases.begin(all);
        assertThatNullPointerException().isThrownBy(() -> leases.hide(all.get(0), null));
        assertNextRoundHidesAll();
    }
}
