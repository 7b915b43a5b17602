package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.LocalDateTime;

/** A time that comes once. */
record OneTime(LocalDateTime time) implements LocalTimes {

    @Override
    public LocalDateTime next(LocalDateTime from) {
        return time.isBefore(from) ? null : time;
    }

    @Override
    public boolean everyHour() {
        return false;
    }
}
