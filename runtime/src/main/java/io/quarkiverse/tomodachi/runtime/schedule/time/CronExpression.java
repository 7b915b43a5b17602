package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** A cron expression, as Unix and the Python library know it, with a field for seconds in front if wanted. */
record CronExpression(CronField seconds, CronField minutes, CronField hours, CronDays days, CronField months, CronField years)
        implements
            LocalTimes {

    private static final LocalDateTime BEGINNING = LocalDateTime.of(CronUnit.YEAR.first, 1, 1, 0, 0);
    private static final int YEARLY_FIELDS = 6;

    /**
     * @param text in lower case
     * @throws IllegalArgumentException if it is none, or has no time at all; the message continues "interval '…' "
     */
    static CronExpression parse(String text) {
        String[] given = text.trim().split("\\s+");
        if (given.length > CronUnit.values().length) {
            throw new IllegalArgumentException(
                    "has " + given.length + " fields; a cron expression has five (minute, hour, day of"
                            + " month, month, day of week), with a year behind them and seconds in front of them if wanted");
        }
        boolean withSeconds = given.length == CronUnit.values().length
                || given.length == YEARLY_FIELDS && !isYear(given[YEARLY_FIELDS - 1]);
        String[] fields = new String[CronUnit.values().length];
        Arrays.fill(fields, "*");
        fields[0] = "0";
        System.arraycopy(given, 0, fields, withSeconds ? 0 : 1, given.length);
        CronExpression expression = of(Arrays.stream(CronUnit.values())
                .map(unit -> CronFieldParser.parse(unit, fields[unit.ordinal()])).toList());
        if (expression.next(BEGINNING) == null) {
            throw new IllegalArgumentException("never comes, as there is no such day"
                    + (expression.years.any() ? "" : " in these years") + "; correct day and month");
        }
        return expression;
    }

    private static CronExpression of(List<CronField> fields) {
        return new CronExpression(fields.get(0), fields.get(1), fields.get(2), new CronDays(fields.get(3), fields.get(5)),
                fields.get(4), fields.get(6));
    }

    /** Only years have four digits. */
    private static boolean isYear(String field) {
        return field.matches(".*[0-9]{4}.*");
    }

    @Override
    public LocalDateTime next(LocalDateTime from) {
        LocalDate day = nextDay(from.toLocalDate());
        if (day != null && day.equals(from.toLocalDate())) {
            LocalTime time = nextTime(from.toLocalTime());
            if (time != null) {
                return day.atTime(time);
            }
            day = nextDay(day.plusDays(1));
        }
        return day == null ? null : day.atTime(LocalTime.of(hours.first(), minutes.first(), seconds.first()));
    }

    private LocalDate nextDay(LocalDate from) {
        LocalDate day = from;
        while (true) {
            int year = years.next(day.getYear());
            if (year < 0) {
                return null;
            }
            if (year > day.getYear()) {
                day = LocalDate.of(year, 1, 1);
            }
            int month = months.next(day.getMonthValue());
            if (month < 0) {
                day = LocalDate.of(year + 1, 1, 1);
                continue;
            }
            if (month > day.getMonthValue()) {
                day = LocalDate.of(year, month, 1);
            }
            int next = days.next(day);
            if (next > 0) {
                return day.withDayOfMonth(next);
            }
            day = day.withDayOfMonth(1).plusMonths(1);
        }
    }

    /** @return the first allowed time of the day that is not before the given one, {@code null} if there is none */
    private LocalTime nextTime(LocalTime from) {
        int hour = hours.next(from.getHour());
        if (hour == from.getHour()) {
            int minute = minutes.next(from.getMinute());
            if (minute == from.getMinute()) {
                int second = seconds.next(from.getSecond());
                if (second >= 0) {
                    return LocalTime.of(hour, minute, second);
                }
                minute = minutes.next(minute + 1);
            }
            if (minute >= 0) {
                return LocalTime.of(hour, minute, seconds.first());
            }
            hour = hours.next(hour + 1);
        }
        return hour < 0 ? null : LocalTime.of(hour, minutes.first(), seconds.first());
    }

    @Override
    public boolean everyHour() {
        return IntStream.rangeClosed(CronUnit.HOUR.first, CronUnit.HOUR.last).allMatch(hours::allows);
    }
}
