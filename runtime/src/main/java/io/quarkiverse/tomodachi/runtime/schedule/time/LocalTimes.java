package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.LocalDateTime;

/** Times on the clock and in the calendar, of whatever zone. */
public interface LocalTimes {

    /**
     * @param from where to begin, whole seconds
     * @return the first time that is not before it, {@code null} if there is none
     */
    LocalDateTime next(LocalDateTime from);

    /** Whether no hour is left out, so that it makes no sense to tell one hour of a day from another one. */
    boolean everyHour();
}
