package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.service.Handlers;
import net.javacrumbs.shedlock.core.LockConfiguration;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.core.SimpleLock;

/** Who is called, with locks in memory. */
class ClusterLocksTest {

    private static final LockSettings LOCK = new LockSettings(Handlers.SCHEDULED, "lock", Duration.ZERO, Duration.ofMinutes(10),
            null);
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final Memory memory = new Memory();
    private final AtomicInteger calls = new AtomicInteger();
    private final ClusterLocks one = new ClusterLocks(() -> memory, Runnable::run);
    private final ClusterLocks other = new ClusterLocks(() -> memory, Runnable::run);

    /** Until when which lock is held. */
    private static final class Memory implements LockProvider {

        private final Map<String, Instant> until = new ConcurrentHashMap<>();
        private boolean broken;

        @Override
        public synchronized Optional<SimpleLock> lock(LockConfiguration lock) {
            if (broken) {
                throw new IllegalStateException("no connection");
            }
            if (until.getOrDefault(lock.getName(), Instant.MIN).isAfter(Instant.now())) {
                return Optional.empty();
            }
            until.put(lock.getName(), lock.getLockAtMostUntil());
            return Optional.of(() -> until.put(lock.getName(), lock.getUnlockTime()));
        }
    }

    @AfterEach
    void stop() {
        one.stop();
        other.stop();
    }

    private static Occasion planned(Duration ago) {
        Instant time = Instant.now().minus(ago);
        return new Occasion(time, time, time.plus(Duration.ofHours(1)), false);
    }

    private static Occasion outOfTurn() {
        return new Occasion(Instant.now(), null, null, true);
    }

    private CompletionStage<Object> call() {
        calls.incrementAndGet();
        return CompletableFuture.completedFuture(null);
    }

    private boolean run(ClusterLocks replica, Occasion occasion) {
        return get(replica.run(occasion, LOCK, this::call));
    }

    private static boolean get(CompletionStage<Boolean> stage) {
        return stage.toCompletableFuture().orTimeout(LIMIT.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Test
    void oneOfThemIsCalledForATimeAlsoIfTheOtherOneIsLate() {
        Occasion occasion = planned(Duration.ZERO);
        assertThat(run(one, occasion)).isTrue();
        assertThat(run(other, occasion)).isFalse();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoIsTooLateIsNotCalledThoughTheLockIsFree() {
        assertThat(run(one, planned(Duration.ofSeconds(16)))).isFalse();
        assertThat(calls).hasValue(0);
        assertThat(run(one, planned(Duration.ofSeconds(1)))).isTrue();
    }

    @Test
    void nobodyElseIsCalledWhileOneRuns() {
        CompletableFuture<Object> running = new CompletableFuture<>();
        CompletionStage<Boolean> call = one.run(planned(Duration.ofSeconds(14)), LOCK, () -> running);
        assertThat(run(other, outOfTurn())).isFalse();
        running.complete(null);
        assertThat(get(call)).isTrue();
    }

    @Test
    void isFreeAfterACallOutOfTurnAlsoIfThatFails() {
        CompletionStage<Boolean> failing = one.run(outOfTurn(), LOCK,
                () -> CompletableFuture.failedFuture(new IllegalArgumentException("on purpose")));
        assertThatThrownBy(() -> get(failing)).hasRootCauseMessage("on purpose");
        CompletionStage<Boolean> throwing = one.run(outOfTurn(), LOCK, () -> {
            throw new LinkageError("on purpose");
        });
        assertThatThrownBy(() -> get(throwing)).hasRootCauseMessage("on purpose");
        assertThat(run(other, outOfTurn())).isTrue();
    }

    @Test
    void nobodyIsCalledWithoutTheStore() {
        memory.broken = true;
        assertThatThrownBy(() -> run(one, planned(Duration.ZERO))).hasRootCauseMessage("no connection")
                .hasMessageContaining("The lock 'lock' could not be had");
        assertThat(calls).hasValue(0);
        memory.broken = false;
        assertThat(run(one, planned(Duration.ZERO))).isTrue();
    }

    @Test
    void terminationWaitsForThoseThatRunAndCallsNobodyElse() {
        CompletableFuture<Object> running = new CompletableFuture<>();
        CompletionStage<Boolean> call = one.run(planned(Duration.ZERO), LOCK, () -> running);
        one.close();
        CompletableFuture<Void> drained = one.drain().toCompletableFuture();
        assertThat(run(one, outOfTurn())).isFalse();
        assertThat(drained).isNotDone();
        running.complete(null);
        assertThat(get(call)).isTrue();
        assertThat(drained).isCompleted();
        other.close();
        assertThat(other.drain().toCompletableFuture()).isCompleted();
    }
}
