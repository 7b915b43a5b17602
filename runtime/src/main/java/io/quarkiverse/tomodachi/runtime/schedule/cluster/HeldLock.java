package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import net.javacrumbs.shedlock.core.SimpleLock;

/** A lock that this replica has got. Not released once it may be that of another replica, which would lose it by that. */
final class HeldLock {

    private final LockSettings settings;
    private final Instant keptUntil;
    private SimpleLock lock;
    /** When it was asked for, by the clock that nobody can set. */
    private long since;
    private boolean released;
    private boolean lost;
    private boolean fixed;

    HeldLock(SimpleLock lock, LockSettings settings, Instant keptUntil, long since) {
        this.lock = lock;
        this.settings = settings;
        this.keptUntil = keptUntil;
        this.since = since;
    }

    Duration atMost() {
        return settings.atMost();
    }

    synchronized boolean isOver() {
        return lost || System.nanoTime() - since >= settings.atMost().toNanos();
    }

    /** @return whether to do it again */
    synchronized boolean prolong() {
        if (released || fixed || lost) {
            return false;
        }
        if (isOver()) {
            lose();
            return false;
        }
        try {
            Duration least = Duration.between(Instant.now(), keptUntil);
            if (least.compareTo(settings.atMost()) > 0) {
                // the clock was set back
                least = settings.atMost();
            }
            long asked = System.nanoTime();
            Optional<SimpleLock> prolonged = lock.extend(settings.atMost(), least.isNegative() ? Duration.ZERO : least);
            if (prolonged.isEmpty()) {
                lose();
                return false;
            }
            lock = prolonged.get();
            since = asked;
        } catch (UnsupportedOperationException e) {
            LockLog.fixed(settings);
            fixed = true;
        } catch (RuntimeException e) {
            LockLog.notProlonged(settings, e);
        }
        return !fixed;
    }

    private void lose() {
        lost = true;
        LockLog.lost(settings);
    }

    synchronized void release() {
        if (released) {
            return;
        }
        released = true;
        if (isOver()) {
            if (!lost) {
                lose();
            }
            return;
        }
        try {
            lock.unlock();
        } catch (RuntimeException e) {
            LockLog.notReleased(settings, e);
        }
    }
}
