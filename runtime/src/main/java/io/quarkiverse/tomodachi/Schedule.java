package io.quarkiverse.tomodachi;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * Calls a method of a {@link TomodachiService} at given times. Exactly one of {@link #interval()} and {@link #timestamp()} is
 * given. Members take configuration expressions ({@code ${…}}); literal values are checked when the application is built,
 * others when it starts.
 */
@Retention(RUNTIME)
@Target(METHOD)
@Repeatable(Schedule.List.class)
public @interface Schedule {

    /**
     * How often.
     *
     * @return a number of seconds with its unit ({@code "10s"}, {@code "10 seconds"}), a word ({@code "every second"},
     *         {@code "minutely"}, {@code "hourly"}, {@code "daily"}, {@code "weekly"} …), or a cron expression of five fields
     *         (minute, hour, day of month, month, day of week), or six with seconds in front
     */
    String interval() default "";

    /** @return a time of day ({@code "07:30"}, {@code "07:30:15"}) in {@link #timezone()} */
    String timestamp() default "";

    /** @return an IANA time zone or a fixed offset ({@code "+02:00"}); empty means that of the machine */
    String timezone() default "";

    /** @return whether the method is called once right after start, too */
    boolean immediately() default false;

    /** Holds several {@link Schedule}. */
    @Retention(RUNTIME)
    @Target(METHOD)
    @interface List {
        Schedule[] value();
    }
}
