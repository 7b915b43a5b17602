package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} at given times. Exactly one of {@link #interval()} and {@link #timestamp()} is
 * given. Members of text take configuration expressions ({@code ${…}}); literal values are checked when the application is
 * built, others when it starts.
 * <p>
 * The method may take {@code Instant invocationTime}, the planned time in whole seconds, {@code String interval}, the
 * interval or timestamp as it is written here, and a {@link ServiceContext}. What it throws is logged and changes nothing for
 * later calls.
 * <p>
 * Times of day are those of the {@link #timezone()}, also on days on which its clocks are changed. If the interval leaves
 * hours out, as {@code "30 2 * * *"} and timestamps do, each of its times comes exactly once: one that the clock skips at the
 * moment of the change, one that it shows twice the first time. If every hour counts, as in {@code "30 * * * *"}, skipped
 * times are left out, and repeated ones come twice.
 * <p>
 * A time that is missed, because the process stood still, the clock was set forward or all threads were busy, comes once as
 * soon as possible; further missed ones are left out. If the clock is set back, what has come does not come again, unless the
 * schedule were silent for more than twice its usual time; then it follows the clock. Intervals in seconds, unless
 * {@link #cluster()} is set, do not depend on the clock.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Schedule.List.class)
public @interface Schedule {

    /**
     * How often. One of
     * <ul>
     * <li>seconds: {@code "10"}, {@code "10s"}, {@code "10 seconds"}. The first call comes when they have passed, on a whole
     * second;</li>
     * <li>a word: {@code "every minute"}, {@code "1m"}, {@code "minutely"}, {@code "once per minute"}, and so on for second,
     * hour, day, week (on Monday), month and year; {@code "monday"}, {@code "every friday"}, {@code "weekdays"}, {@code
     * "weekend"}; {@code "nightly"}; {@code "@hourly"}, {@code "@daily"}, {@code "@weekly"} (on Sunday), {@code "@monthly"},
     * {@code "@yearly"};</li>
     * <li>a cron expression: minute, hour, day of month, month and day of week; a year behind them, and seconds in front of
     * them, if wanted. Of six fields the first one is for seconds, unless the last one has years. Missing fields at the end
     * count as {@code *}.</li>
     * </ul>
     * A field is {@code *}, or a list of values, ranges ({@code 1-5}), multiples ({@code *}{@code /5}), values with the
     * same rest ({@code 5/20} is 5, 25, 45), or steps in a range ({@code 10-30/7} is 10, 17, 24). Months and days of the week
     * have names of three letters; 0 and 7 are Sunday. {@code L} is the last day of the month, in the field for the day of
     * week {@code Lfri} the last Friday, and {@code L} any of the last seven days. If both fields for days are restricted,
     * days that either of them allows count.
     *
     * @return the interval
     */
    String interval() default "";

    /**
     * A time of day ({@code "07:30"}, {@code "07:30:15"}), every day; or a date with a time ({@code "2030-01-31 07:30"},
     * {@code "2030-01-31 07:30:15"}), once, and never if it is over when the application starts.
     *
     * @return the time in {@link #timezone()}
     */
    String timestamp() default "";

    /** @return an IANA time zone, or a fixed offset ({@code "+02:00"}, {@code "GMT +5"}); empty means that of the machine */
    String timezone() default "";

    /** @return whether the method is called once right after start, too */
    boolean immediately() default false;

    /** @return what happens if the method still runs when the next time has come; calls may overlap by default */
    Overlap overlap() default Overlap.ALLOW;

    /**
     * How many calls may run at the same time with {@link Overlap#ALLOW}. When that many run, further ones are left out, with
     * one warning in the log, until fewer than three quarters of them run. It counts for each annotation alone.
     *
     * @return 20 by default
     */
    int overlapLimit() default 20;

    /**
     * Up to how much later than planned a call comes, at random each time ({@code "10s"}, {@code "500ms"}, {@code "5m"}), so
     * that many replicas or schedules do not begin at the same moment. Shorter than the time between two calls. Parameters
     * get the planned time.
     *
     * @return a duration, empty for none
     */
    String jitter() default "";

    /**
     * The name by which {@link Schedules} and the {@code io.quarkus.scheduler.Scheduler} of Quarkus know the schedule. No
     * other has it.
     *
     * @return empty means {@code schedule-<service>-<method>} in kebab case, with {@code -2}, {@code -3} … for further
     *         schedules of the same name
     */
    String identity() default "";

    /**
     * Whether only one of all replicas of the application calls the method at each time. They agree by a lock of ShedLock:
     * the application has a bean of {@code net.javacrumbs.shedlock.core.LockProvider} for a store that all replicas share.
     * Intervals in seconds then come at multiples of them, counted from 1970 on, instead of from the start.
     * <p>
     * The replica that gets the lock calls the method and keeps the lock until it has ended; the others leave that time out.
     * While the method runs, the lock is prolonged. If its holder dies or stands still, the lock ends by itself after {@link
     * #lockAtMost()}, and from then on another replica takes the next time. What was begun is not begun again, and nothing is
     * made up.
     *
     * @return {@code false} by default: every replica calls it
     */
    boolean cluster() default false;

    /** @return the name of the lock; empty means the {@link #identity()} */
    String lockName() default "";

    /**
     * How long the lock lasts if its holder no longer prolongs it ({@code "30s"}, {@code "5m"}). With a store that cannot
     * prolong locks it has to be longer than the method ever runs.
     *
     * @return empty means {@code quarkus.tomodachi.schedule.lock-at-most}, 30 seconds by default
     */
    String lockAtMost() default "";

    /**
     * How long after the planned time, and the longest {@link #jitter()}, the lock is kept at least, even if the method has
     * ended before. Clocks of replicas may differ by half of it; a call that is later than half of it is left out, as another
     * replica may have made it.
     *
     * @return empty means {@code quarkus.tomodachi.schedule.lock-at-least}; if that is not set either, half of the time until
     *         the next call, and 30 seconds at most
     */
    String lockAtLeast() default "";

    /** What happens when the time of a call has come while an earlier one still runs. */
    enum Overlap {
        /** It is made nevertheless, up to {@link Schedule#overlapLimit()}. */
        ALLOW,
        /** It is left out. */
        SKIP
    }

    /** Holds several {@link Schedule}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Schedule[] value();
    }
}
