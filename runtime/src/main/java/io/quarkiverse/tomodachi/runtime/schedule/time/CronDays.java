package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.LocalDate;

/** The days that a cron expression allows: where it restricts days of the month and of the week, either will do. */
record CronDays(CronField ofMonth, CronField ofWeek) {

    private static final int WEEK = 7;

    /** @return the first allowed day of the month that is not before the given one, -1 if there is none */
    int next(LocalDate from) {
        int length = from.lengthOfMonth();
        int weekday = from.getDayOfWeek().getValue() % WEEK;
        for (int day = from.getDayOfMonth(); day <= length; day++, weekday = (weekday + 1) % WEEK) {
            if (allows(day, weekday, length)) {
                return day;
            }
        }
        return -1;
    }

    private boolean allows(int day, int weekday, int length) {
        boolean byMonth = ofMonth.allows(day) || day == length && !ofMonth.last().isEmpty();
        boolean byWeek = ofWeek.allows(weekday) || day > length - WEEK && ofWeek.last().get(weekday);
        if (ofMonth.any() || ofWeek.any()) {
            return byMonth && byWeek;
        }
        return byMonth || byWeek;
    }
}
