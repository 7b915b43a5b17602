package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import net.javacrumbs.shedlock.core.SimpleLock;

/** What is told of a lock names the lock, and the handler that it is for. */
class LockLogTest {

    private static final LockSettings LOCK = new LockSettings(Handlers.SCHEDULED, "of counting", Duration.ZERO,
            Duration.ofMinutes(1), null);
    private static final Map<String, String> FIELDS = Map.of("handler", "org.acme.Shop#count()", "service", "shop",
            "transport", "schedule", "lock", "of counting");

    private final LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.schedule");

    /** @param prolonged what the store answers, {@code null} for a failure */
    private record Lock(Optional<SimpleLock> prolonged) implements SimpleLock {

        @Override
        public void unlock() {
            throw new IllegalStateException("no connection");
        }

        @Override
        public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
            if (prolonged == null) {
                throw new IllegalStateException("no connection");
            }
            return prolonged;
        }
    }

    @AfterEach
    void close() {
        events.close();
    }

    private static HeldLock held(SimpleLock lock) {
        return new HeldLock(lock, LOCK, Instant.now(), System.nanoTime());
    }

    @Test
    void tellsOfLocksThatAreLostOrCannotBeKeptOrReleased() {
        held(new Lock(Optional.empty())).prolong();
        held(new Lock(null)).prolong();
        held(new Lock(null)).release();
        assertThat(events.texts()).containsExactly(
                "WARN The lock 'of counting' ended before the scheduled method did; another replica may call it meanwhile",
                "WARN The lock 'of counting' could not be prolonged; it is tried again",
                "WARN The lock 'of counting' could not be released; it ends by itself after PT1M");
        assertThat(events.fields()).containsExactly(FIELDS, FIELDS, FIELDS);
    }

    @Test
    void tellsOfTimesThatAreTooLate() {
        ClusterLocks locks = new ClusterLocks(() -> configuration -> Optional.empty(), Runnable::run);
        Instant time = Instant.now().minus(Duration.ofMinutes(10));
        locks.run(new Occasion(time, time, null, false), LOCK, () -> CompletableFuture.completedFuture(null));
        locks.stop();
        assertThat(events.texts()).containsExactly("WARN Nobody is called for " + time
                + " with the lock 'of counting': it is too late, another replica may have been called");
        assertThat(events.fields()).containsExactly(FIELDS);
    }
}
