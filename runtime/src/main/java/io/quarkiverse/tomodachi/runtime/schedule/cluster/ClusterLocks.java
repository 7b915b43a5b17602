package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/**
 * One call for each planned time among all replicas. Who gets the lock calls the handler, and nobody waits for the lock. It is
 * kept for a while after the planned time, so that replicas whose clocks are late do not get it for the same time.
 */
@Singleton
public class ClusterLocks implements ClusterGuard {

    private final Supplier<LockProvider> provider;
    private final Executor workers;
    private final LockKeeper keeper = new LockKeeper();
    private final AtomicLong pending = new AtomicLong();
    private final CompletableFuture<Void> drained = new CompletableFuture<>();
    private volatile boolean closed;

    @Inject
    ClusterLocks(Instance<LockProvider> provider, ScheduledExecutorService workers) {
        this(provider::get, workers);
    }

    ClusterLocks(Supplier<LockProvider> provider, Executor workers) {
        this.provider = provider;
        this.workers = workers;
    }

    @Override
    public CompletionStage<Boolean> run(Occasion occasion, LockSettings settings, Supplier<CompletionStage<Object>> handler) {
        CompletableFuture<Boolean> result = new CompletableFuture<>();
        pending.incrementAndGet();
        result.whenComplete((called, failure) -> end());
        try {
            // stores are asked by blocking calls
            workers.execute(() -> attempt(occasion, settings, handler, result));
        } catch (Throwable e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private void end() {
        if (pending.decrementAndGet() == 0 && closed) {
            drained.complete(null);
        }
    }

    private void attempt(Occasion occasion, LockSettings settings, Supplier<CompletionStage<Object>> handler,
            CompletableFuture<Boolean> result) {
        try {
            HeldLock lock = mayBegin(occasion, settings) ? lock(occasion, settings) : null;
            if (lock == null) {
                result.complete(false);
            } else if (!mayBegin(occasion, settings) || lock.isOver()) {
                // the store was slow, or the process stood still
                lock.release();
                result.complete(false);
            } else {
                keeper.keep(lock);
                call(handler).whenComplete((ignored, failure) -> release(lock, failure, result));
            }
        } catch (Throwable e) {
            result.completeExceptionally(new LockUnavailableException(settings.name(), e));
        }
    }

    private boolean mayBegin(Occasion occasion, LockSettings settings) {
        if (closed) {
            return false;
        }
        if (!occasion.outOfTurn() && Instant.now().isAfter(settings.takenUntil(occasion))) {
            LockLog.late(settings, occasion);
            return false;
        }
        return true;
    }

    /** @return {@code null} if another replica holds it */
    private HeldLock lock(Occasion occasion, LockSettings settings) {
        Instant now = Instant.now();
        Duration wanted = Duration.between(now, settings.keptUntil(occasion));
        Duration atLeast = occasion.outOfTurn() || wanted.isNegative() ? Duration.ZERO
                : wanted.compareTo(settings.atMost()) > 0 ? settings.atMost() : wanted;
        long since = System.nanoTime();
        Optional<SimpleLock> lock = provider.get()
                .lock(new LockConfiguration(now, settings.name(), settings.atMost(), atLeast));
        return lock.map(held -> new HeldLock(held, settings, now.plus(atLeast), since)).orElse(null);
    }

    private static CompletionStage<Object> call(Supplier<CompletionStage<Object>> handler) {
        try {
            return handler.get();
        } catch (Throwable e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void release(HeldLock lock, Throwable failure, CompletableFuture<Boolean> result) {
        Runnable release = () -> {
            keeper.leave(lock);
            lock.release();
            if (failure == null) {
                result.complete(true);
            } else {
                result.completeExceptionally(failure);
            }
        };
        try {
            workers.execute(release);
        } catch (Throwable e) {
            // no more threads for it: better here than never
            release.run();
        }
    }

    @Override
    public void close() {
        closed = true;
        if (pending.get() == 0) {
            drained.complete(null);
        }
    }

    /** Locks of handlers that nobody waits for any more end by themselves. */
    @PreDestroy
    void stop() {
        keeper.close();
    }

    @Override
    public CompletionStage<Void> drain() {
        return drained;
    }
}
