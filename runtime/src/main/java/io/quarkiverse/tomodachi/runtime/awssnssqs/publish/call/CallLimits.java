package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import software.amazon.awssdk.core.exception.ApiCallTimeoutException;

/**
 * Ends calls that take too long. All of them are looked at together now and then: the timers of the client, two for each call,
 * stay until their times are over, however soon the call has ended.
 */
public final class CallLimits {

    /** After that another call is made, on another connection. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final ScheduledExecutorService timer;
    /** Without those that have ended, which would keep their answers for a while. */
    private final Set<Call> open = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();

    CallLimits(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** @param timeout how long messages of the call may take; less counts if it is much */
    public Limit within(Duration timeout) {
        return new Limit(timeout.compareTo(LONGEST) < 0 ? timeout : LONGEST);
    }

    /** @return the call, failed if it could not be made */
    public static <T> CompletionStage<T> begin(Supplier<CompletionStage<T>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void plan() {
        if (!looking.get() && looking.compareAndSet(false, true) && !Threads.later(timer, this::look, LOOK_NANOS)) {
            looking.set(false);
        }
    }

    private void look() {
        looking.set(false);
        try {
            long now = System.nanoTime();
            open.removeIf(call -> call.isOver(now));
        } finally {
            // also where memory was short
            if (!open.isEmpty()) {
                plan();
            }
        }
    }

    /** Of one call. */
    public final class Limit {

        private final Duration time;

        private Limit(Duration time) {
            this.time = time;
        }

        /** @return the call, which fails like one that has timed out in the client */
        public <T> CompletableFuture<T> on(CompletableFuture<T> call) {
            Call limited = new Call(call, System.nanoTime() + time.toNanos(), time);
            open.add(limited);
            call.whenComplete(limited);
            plan();
            return call;
        }
    }

    private final class Call implements BiConsumer<Object, Throwable> {

        private final CompletableFuture<?> future;
        private final long ends;
        private final Duration limit;

        Call(CompletableFuture<?> future, long ends, Duration limit) {
            this.future = future;
            this.ends = ends;
            this.limit = limit;
        }

        boolean isOver(long now) {
            if (!future.isDone() && ends - now <= 0) {
                // which closes the connection; after the exception of an attempt the client would make another one
                future.completeExceptionally(ApiCallTimeoutException.create(limit.toMillis()));
            }
            return future.isDone();
        }

        @Override
        public void accept(Object answer, Throwable failure) {
            open.remove(this);
        }
    }
}
