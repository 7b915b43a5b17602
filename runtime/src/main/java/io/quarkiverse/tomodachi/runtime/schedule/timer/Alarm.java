package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Instant;
import java.util.function.Consumer;

/** The times of one schedule, one after the other. Only its {@link ScheduleTimer} changes it. */
public abstract sealed class Alarm permits IntervalAlarm, CalendarAlarm {

    private final Consumer<Instant> action;
    private volatile Instant planned;

    Alarm(Consumer<Instant> action) {
        this.action = action;
    }

    /** The next time, {@code null} if there is none. With jitter, it rings up to that later. */
    public final Instant planned() {
        return planned;
    }

    final void planned(Instant time) {
        planned = time;
    }

    /** Plans the first time after that. */
    abstract void start(Moment moment);

    /**
     * Plans the next time after that; times that were missed are left out.
     *
     * @return the time that has come
     */
    abstract Instant advance(Moment moment);

    final void ring(Instant time) {
        action.accept(time);
    }
}
