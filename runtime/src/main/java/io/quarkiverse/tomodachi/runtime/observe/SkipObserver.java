package io.quarkiverse.tomodachi.runtime.observe;

import java.util.Locale;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** Watches scheduled times at which a handler is not called. A bean, which is only there where it has use for it. */
public interface SkipObserver {

    /** Why a handler is not called. */
    enum Reason {

        /** As many calls as may run at once do so still. */
        OVERLAP,
        /** Another replica is called, or nobody, as the lock cannot be had. */
        CLUSTER,
        /** The time was over before anybody could be called: the process stood still, or the clock was set forward. */
        MISSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Called for schedules that are not paused.
     *
     * @param handler the handler
     * @param trigger its interval or timestamp
     * @param times how many times were left out, at least one
     */
    void skipped(HandlerDescription handler, String trigger, Reason reason, int times);
}
