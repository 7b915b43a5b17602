package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.service.Handlers;
import net.javacrumbs.shedlock.core.SimpleLock;

/** What is asked of a store, whose answers the test gives. */
class HeldLockTest {

    private static final Duration AT_MOST = Duration.ofMinutes(1);

    private final List<String> asked = new ArrayList<>();

    /** A lock as a store gives it; each has a name of its own. */
    private record Lock(String name, List<String> asked, Optional<SimpleLock> prolonged, RuntimeException failure)
            implements
                SimpleLock {

        @Override
        public void unlock() {
            asked.add("unlock " + name);
        }

        @Override
        public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
            asked.add("extend " + name);
            if (failure != null) {
                throw failure;
            }
            return prolonged;
        }
    }

    private HeldLock held(SimpleLock lock, long since) {
        return new HeldLock(lock, new LockSettings(Handlers.SCHEDULED, "lock", Duration.ZERO, AT_MOST, null), Instant.now(),
                since);
    }

    private HeldLock held(SimpleLock lock) {
        return held(lock, System.nanoTime());
    }

    /** Stores refuse to keep a lock for longer than it lasts. */
    @Test
    void isProlongedAfterTheClockWasSetBack() {
        List<Duration> least = new ArrayList<>();
        SimpleLock store = new SimpleLock() {
            @Override
            public void unlock() {
            }

            @Override
            public Optional<SimpleLock> extend(Duration atMost, Duration atLeast) {
                least.add(atLeast);
                return Optional.of(this);
            }
        };
        HeldLock lock = new HeldLock(store, new LockSettings(Handlers.SCHEDULED, "lock", Duration.ZERO, AT_MOST, null),
                Instant.now().plus(AT_MOST.multipliedBy(10)), System.nanoTime());
        assertThat(lock.prolong()).isTrue();
        assertThat(least).containsExactly(AT_MOST);
    }

    @Test
    void isProlongedAndReleasedAsTheStoreGaveItLast() {
        Lock second = new Lock("second", asked, Optional.empty(), null);
        HeldLock lock = held(new Lock("first", asked, Optional.of(second), null));
        assertThat(lock.prolong()).isTrue();
        lock.release();
        lock.release();
        assertThat(lock.prolong()).isFalse();
        assertThat(asked).containsExactly("extend first", "unlock second");
    }

    @Test
    void isNotReleasedOnceAnotherMayHaveIt() {
        HeldLock over = held(new Lock("over", asked, Optional.empty(), null), System.nanoTime() - AT_MOST.toNanos());
        assertThat(over.isOver()).isTrue();
        assertThat(over.prolong()).isFalse();
        over.release();
        assertThat(asked).isEmpty();

        HeldLock lost = held(new Lock("lost", asked, Optional.empty(), null));
        assertThat(lost.prolong()).isFalse();
        lost.release();
        assertThat(asked).containsExactly("extend lost");
    }

    @Test
    void staysAsItIsWhereTheStoreCannotProlongIt() {
        HeldLock lock = held(new Lock("fixed", asked, Optional.empty(), new UnsupportedOperationException()));
        assertThat(lock.prolong()).isFalse();
        lock.release();
        assertThat(asked).containsExactly("extend fixed", "unlock fixed");
    }

    @Test
    void isProlongedAgainAfterAFailure() {
        HeldLock lock = held(new Lock("first", asked, Optional.empty(), new IllegalStateException("no connection")));
        assertThat(lock.prolong()).isTrue();
        lock.release();
        assertThat(asked).containsExactly("extend first", "unlock first");
    }
}
