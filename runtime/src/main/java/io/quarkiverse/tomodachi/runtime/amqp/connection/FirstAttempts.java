package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.Connection;

/** What became of attempts to open a connection so far, for those who wait for it. */
final class FirstAttempts {

    /** How often those who wait look whether the connection is still needed. */
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    /** Completed when an attempt failed such that another one would, too. */
    private final CompletableFuture<Void> hopeless = new CompletableFuture<>();
    /** Completed when an attempt failed. */
    private final CompletableFuture<Void> failed = new CompletableFuture<>();

    /** @param always whether another one would fail, too */
    void failed(boolean always) {
        failed.complete(null);
        if (always) {
            hopeless.complete(null);
        }
    }

    /**
     * Blocks until the connection is there, or will not be.
     *
     * @param nanos how long to wait for further attempts, 0 for none
     * @param ending whether nobody needs the connection any more, which ends the wait
     * @throws TimeoutException if there was none in that time
     * @throws ExecutionException if there will be none
     */
    void await(CompletableFuture<Connection> next, long nanos, BooleanSupplier ending)
            throws InterruptedException, ExecutionException, TimeoutException {
        boolean further = nanos > 0;
        CompletableFuture<Object> any = CompletableFuture.anyOf(next, further ? hopeless : failed);
        long limit = further ? nanos : Long.MAX_VALUE;
        long begin = System.nanoTime();
        for (long left = limit;; left = limit - (System.nanoTime() - begin)) {
            try {
                any.get(Math.min(left, LOOK_NANOS), TimeUnit.NANOSECONDS);
                break;
            } catch (TimeoutException e) {
                if (left <= LOOK_NANOS || ending.getAsBoolean()) {
                    throw e;
                }
            }
        }
        if (!next.isDone()) {
            throw new TimeoutException();
        }
    }
}
