package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

class TransportExecutorTest {

    /** Somebody waits for it, and nobody hears of it. */
    @Test
    void whatIsDueIsTriedAgainWhereThereWasNoThread() throws InterruptedException {
        AtomicInteger attempts = new AtomicInteger();
        Executor threads = task -> {
            switch (attempts.incrementAndGet()) {
                case 1 -> throw new RejectedExecutionException("on purpose");
                case 2 -> throw new OutOfMemoryError("on purpose: no thread");
                default -> task.run();
            }
        };
        TransportExecutor executor = new TransportExecutor(threads);
        CountDownLatch ran = new CountDownLatch(1);
        try {
            executor.schedule(ran::countDown, 1, TimeUnit.MILLISECONDS);
            assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(attempts).hasValue(3);
        } finally {
            executor.shutdownNow();
        }
    }
}
