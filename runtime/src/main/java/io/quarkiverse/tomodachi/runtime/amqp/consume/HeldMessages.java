package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;

/**
 * Messages of one channel that are kept unacknowledged for some seconds before they are given back to their queue, since they
 * could not be passed on to a retry queue, for instance. They take places of the prefetch meanwhile.
 */
final class HeldMessages {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ScheduledExecutorService executor;
    private final LongFunction<CompletionStage<Void>> giveBack;
    private final Map<Long, CompletableFuture<Future<?>>> waiting = new ConcurrentHashMap<>();
    private volatile boolean ended;

    /** @param giveBack gives the message of a delivery tag back */
    HeldMessages(ScheduledExecutorService executor, LongFunction<CompletionStage<Void>> giveBack) {
        this.executor = executor;
        this.giveBack = giveBack;
    }

    /**
     * Holds the message for the delay, but for some seconds at least and at most, and gives it back then, or as soon as this
     * has ended.
     */
    CompletionStage<Void> hold(long tag, Duration delay) {
        Duration least = delay.compareTo(SHORTEST) < 0 ? SHORTEST : delay;
        long millis = (least.compareTo(LONGEST) > 0 ? LONGEST : least).toMillis();
        if (ended) {
            return giveBack.apply(tag);
        }
        // known before the timer begins, which may end at once
        CompletableFuture<Future<?>> timer = new CompletableFuture<>();
        waiting.put(tag, timer);
        boolean held = true;
        try {
            timer.complete(executor.schedule(() -> giveBack(tag), millis, TimeUnit.MILLISECONDS));
        } catch (OutOfMemoryError e) {
            // there is no thread that could wait
            held = false;
        }
        if (ended || !held) {
            giveBack(tag);
        }
        return CompletableFuture.completedStage(null);
    }

    /** Gives all of them back, and those that come later at once. */
    void end() {
        ended = true;
        waiting.keySet().forEach(this::giveBack);
    }

    private void giveBack(long tag) {
        CompletableFuture<Future<?>> timer = waiting.remove(tag);
        if (timer != null) {
            timer.thenAccept(begun -> begun.cancel(false));
            giveBack.apply(tag);
        }
    }
}
