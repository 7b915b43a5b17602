package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AcknowledgementTimerTest {

    private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger written = new AtomicInteger();
    private final AcknowledgementTimer timer = new AcknowledgementTimer(executor, written::incrementAndGet);

    @BeforeEach
    void expectSome() {
        timer.prefetch(40);
    }

    @AfterEach
    void end() {
        executor.shutdownNow();
    }

    @Test
    void writesAtOnceWhatNothingMayFollow() {
        timer.added(1, 1);

        assertThat(written).hasValue(1);
    }

    @Test
    void writesAtOnceAQuarterOfThePrefetch() {
        executor.shutdown();
        timer.added(10, 40);
        timer.added(11, 40);
        assertThat(written).hasValue(1);

        timer.begin();
        timer.added(10, 40);
        assertThat(written).hasValue(2);
    }

    @Test
    void writesTheOthersSoon() {
        timer.added(1, 40);
        timer.added(2, 40);

        await().untilAtomic(written, equalTo(1));
    }

    @Test
    void writesAtOnceWhatNoThreadCanDelay() {
        ScheduledExecutorService none = new ScheduledThreadPoolExecutor(1, task -> {
            throw new OutOfMemoryError("on purpose: no thread");
        });
        new AcknowledgementTimer(none, written::incrementAndGet).added(0, 40);

        assertThat(written).hasValue(1);
    }

    @Test
    void acknowledgesEachByItselfWhereThePrefetchIsSmall() {
        timer.prefetch(1);
        timer.added(1, 3);

        assertThat(written).hasValue(1);
    }

    @Test
    void writesAgainAfterAWriteThatCouldNotBegin() {
        AtomicInteger tries = new AtomicInteger();
        AcknowledgementTimer failing = new AcknowledgementTimer(executor, () -> {
            if (tries.incrementAndGet() == 1) {
                throw new OutOfMemoryError("on purpose");
            }
        });
        assertThatThrownBy(() -> failing.added(1, 1)).isInstanceOf(OutOfMemoryError.class);
        failing.added(1, 1);

        assertThat(tries).hasValue(2);
    }
}
