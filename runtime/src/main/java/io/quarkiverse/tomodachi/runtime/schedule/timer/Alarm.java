package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Instant;

/** The times of one schedule, one after the other. Only its {@link ScheduleTimer} changes it. */
public abstract sealed class Alarm permits IntervalAlarm, CalendarAlarm {

    /** More are not counted, as who counts them holds up other alarms. */
    static final int MOST_MISSED = 1000;

    private final Action action;
    private volatile Instant planned;

    Alarm(Action action) {
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
    abstract Come advance(Moment moment);

    final void ring(Come come) {
        action.ring(come);
    }

    /**
     * What has come.
     *
     * @param time the planned time
     * @param due when it was to ring: that time and the jitter that chance has given it
     * @param missed how many times after it are left out, as they are over; of very many the first thousand are counted
     */
    public record Come(Instant time, Instant due, int missed) {
    }

    /** What is done at a time. */
    @FunctionalInterface
    public interface Action {

        void ring(Come come);
    }
}
