package io.quarkiverse.tomodachi.runtime.schedule.timer;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.PriorityQueue;

import org.jboss.logging.Logger;

/**
 * All alarms, and which of them rings next. Waits are taken from the clock that nobody can set. The time of day is looked at
 * once a second at least while something waits for it, so that a clock that is set is noticed then: set forward, each alarm
 * that has come meanwhile rings once; set back, alarms are planned anew where they would be silent for long.
 */
public final class ScheduleTimer {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    static final long LONGEST_WAIT = Duration.ofSeconds(1).toNanos();
    /** Less is how clocks are kept right, without anybody setting them. */
    private static final long SET_BACK = Duration.ofMillis(100).toNanos();

    private final ScheduleClock clock;
    private final PriorityQueue<IntervalAlarm> intervals = new PriorityQueue<>();
    private final PriorityQueue<CalendarAlarm> calendar = new PriorityQueue<>();
    private Moment last;
    private boolean closed;

    public ScheduleTimer(ScheduleClock clock) {
        this.clock = clock;
        this.last = Moment.of(clock);
    }

    /** Plans the first time of the alarm, and waits for it. */
    public synchronized void add(Alarm alarm) {
        alarm.start(Moment.of(clock));
        await(alarm);
    }

    public synchronized void remove(Alarm alarm) {
        if (alarm instanceof IntervalAlarm interval) {
            intervals.remove(interval);
        } else if (alarm instanceof CalendarAlarm times) {
            calendar.remove(times);
        }
    }

    /** Nothing rings any more, but what rings just now. */
    synchronized void close() {
        closed = true;
    }

    private void await(Alarm alarm) {
        if (alarm instanceof IntervalAlarm interval) {
            intervals.add(interval);
        } else if (alarm instanceof CalendarAlarm times && times.due() != null) {
            calendar.add(times);
        }
    }

    /**
     * Lets everything ring that is due. To be called by one thread only.
     *
     * @return for how many nanoseconds nothing is to be done, if nothing is added
     */
    long ring() {
        noticeSetBack();
        while (true) {
            Alarm alarm;
            Alarm.Come come;
            synchronized (this) {
                Moment moment = Moment.of(clock);
                alarm = closed ? null : poll(moment);
                if (alarm == null) {
                    return waitFrom(moment);
                }
                come = alarm.advance(moment);
                await(alarm);
            }
            try {
                alarm.ring(come);
            } catch (Throwable e) {
                // the others are still to come, and this one again
                LOG.error("A schedule could not begin", e);
            }
        }
    }

    private Alarm poll(Moment moment) {
        if (!intervals.isEmpty() && intervals.peek().due() - moment.nanos() <= 0) {
            return intervals.poll();
        }
        return !calendar.isEmpty() && !calendar.peek().due().isAfter(moment.now()) ? calendar.poll() : null;
    }

    private long waitFrom(Moment moment) {
        long wait = closed || intervals.isEmpty() ? Long.MAX_VALUE : intervals.peek().due() - moment.nanos();
        if (!closed && !calendar.isEmpty()) {
            Duration byClock = Duration.between(moment.now(), calendar.peek().due());
            wait = Math.min(wait, byClock.getSeconds() > 0 ? LONGEST_WAIT : byClock.toNanos());
        }
        return Math.max(0, wait);
    }

    private synchronized void noticeSetBack() {
        Moment moment = Moment.of(clock);
        Instant expected = last.after(moment.nanos() - last.nanos());
        Instant now = moment.now();
        last = moment;
        if (now.isBefore(expected.minusNanos(SET_BACK))) {
            LOG.infof("The clock was set back from %s to %s; schedules follow it", expected, now);
            List<CalendarAlarm> waiting = List.copyOf(calendar);
            calendar.clear();
            for (CalendarAlarm alarm : waiting) {
                alarm.clockWasSetBack(now);
                await(alarm);
            }
        }
    }
}
