package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** A random cron expression, and whether a time belongs to it: told by plain arithmetic of its own, for each time anew. */
final class RandomCron {

    private static final String[] MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split(" ");
    private static final String[] WEEKDAYS = "sun mon tue wed thu fri sat".split(" ");

    final String text;
    final boolean withSeconds;
    final boolean everyHour;

    private final Field second;
    private final Field minute;
    private final Field hour;
    private final Days days;
    private final Field month;
    private final Field year;

    private record Field(String text, IntPredicate matches) {
    }

    private interface DayMatch {
        boolean matches(LocalDate day);
    }

    private record Days(String ofMonth, String ofWeek, DayMatch matches) {
    }

    RandomCron(Random random, int aroundYear) {
        withSeconds = random.nextInt(4) == 0;
        second = withSeconds ? field(random, 0, 59, null) : new Field("", value -> value == 0);
        minute = field(random, 0, 59, null);
        hour = random.nextInt(3) == 0 ? new Field("*", value -> true) : field(random, 0, 23, null);
        everyHour = IntStream.range(0, 24).allMatch(hour.matches);
        month = random.nextInt(2) == 0 ? new Field("*", value -> true) : field(random, 1, 12, MONTHS);
        days = days(random);
        int from = aroundYear + random.nextInt(6) - 1;
        int to = from + random.nextInt(3);
        year = random.nextInt(5) == 0 ? new Field(from + "-" + to, value -> value >= from && value <= to)
                : new Field("", value -> true);
        text = (second.text + " " + minute.text + " " + hour.text + " " + days.ofMonth + " " + month.text + " " + days.ofWeek
                + " "
                + year.text).trim();
    }

    boolean matches(LocalDateTime time) {
        return matchesTime(time) && matches(time.toLocalDate());
    }

    boolean matches(LocalDate day) {
        return year.matches.test(day.getYear()) && month.matches.test(day.getMonthValue()) && days.matches.matches(day);
    }

    private boolean matchesTime(LocalDateTime time) {
        return second.matches.test(time.getSecond()) && minute.matches.test(time.getMinute())
                && hour.matches.test(time.getHour());
    }

    private static Field field(Random random, int first, int last, String[] names) {
        int range = last - first + 1;
        int a = first + random.nextInt(range);
        int b = a + random.nextInt(last - a + 1);
        int step = 1 + random.nextInt(Math.min(range - 1, 20));
        return switch (random.nextInt(6)) {
            case 0 -> new Field("*", value -> true);
            case 1 -> new Field(name(a, first, names), value -> value == a);
            case 2 -> new Field(name(a, first, names) + "-" + name(b, first, names), value -> value >= a && value <= b);
            case 3 -> new Field(a + "-" + b + "/" + step, value -> value >= a && value <= b && (value - a) % step == 0);
            case 4 -> hasMultiple(first, last, step) ? new Field("*/" + step, value -> value % step == 0)
                    : new Field(a + "/" + step, value -> Math.floorMod(value - a, step) == 0);
            default -> list(random, first, range);
        };
    }

    private static boolean hasMultiple(int first, int last, int step) {
        return IntStream.rangeClosed(first, last).anyMatch(value -> value % step == 0);
    }

    private static String name(int value, int first, String[] names) {
        return names == null || value % 2 == 0 ? "" + value : names[value - first];
    }

    private static Field list(Random random, int first, int range) {
        TreeSet<Integer> values = new TreeSet<>();
        random.ints(1 + random.nextInt(4), 0, range).forEach(value -> values.add(first + value));
        return new Field(values.toString().replaceAll("[\\[\\] ]", ""), values::contains);
    }

    private static Days days(Random random) {
        Field ofMonth = field(random, 1, 31, null);
        DayMatch byMonth = day -> ofMonth.matches.test(day.getDayOfMonth());
        String monthText = ofMonth.text;
        if (random.nextInt(4) == 0) {
            monthText = "L";
            byMonth = day -> day.plusDays(1).getDayOfMonth() == 1;
        }
        int weekday = random.nextInt(7);
        Field ofWeek = field(random, 0, 6, WEEKDAYS);
        String weekText = ofWeek.text;
        DayMatch byWeek = day -> ofWeek.matches.test(day.getDayOfWeek().getValue() % 7);
        if (random.nextInt(5) == 0) {
            weekText = "L" + WEEKDAYS[weekday];
            byWeek = day -> day.getDayOfWeek().getValue() % 7 == weekday
                    && day.equals(day.with(TemporalAdjusters.lastInMonth(day.getDayOfWeek())));
        }
        if (random.nextInt(3) == 0) {
            weekText = "*";
        }
        return combine(monthText, byMonth, weekText, byWeek);
    }

    private static Days combine(String monthText, DayMatch byMonth, String weekText, DayMatch byWeek) {
        if (weekText.equals("*")) {
            return new Days(monthText, weekText, byMonth);
        }
        return new Days(monthText, weekText, monthText.equals("*") ? byWeek
                : day -> byMonth.matches(day) || byWeek.matches(day));
    }
}
