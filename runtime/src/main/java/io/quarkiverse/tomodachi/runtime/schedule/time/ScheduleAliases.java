package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;

/** The words for intervals. */
final class ScheduleAliases {

    private static final Map<String, ScheduleTiming> ALIASES = new HashMap<>();

    static {
        unit("second", "s", "secondly", new Every(Duration.ofSeconds(1)));
        unit("minute", "m", "minutely", cron("* * * * *"));
        unit("hour", "h", "hourly", cron("0 * * * *"));
        unit("day", "d", "daily", cron("0 0 * * *"));
        unit("month", "month", "monthly", cron("0 0 1 * *"));
        unit("year", "y", "yearly", cron("0 0 1 1 *"));
        unit("week", "w", "weekly", cron("0 0 * * mon"));
        put(cron("0 0 * * *"), "nightly", "@daily", "@midnight");
        put(cron("0 0 1 1 *"), "annually", "@yearly", "@annually");
        put(cron("0 0 1 * *"), "@monthly");
        put(cron("0 0 * * sun"), "@weekly");
        put(cron("0 * * * *"), "@hourly");
        put(cron("* * * * *"), "@minutely");
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) {
            String name = day.substring(0, 3);
            put(cron("0 0 * * " + name), day, day + "s", name, "every " + day, "once per " + day);
        }
        put(cron("0 0 * * mon-fri"), "weekday", "weekdays", "every weekday");
        put(cron("0 0 * * sat,sun"), "weekend", "weekends", "every weekend");
    }

    private ScheduleAliases() {
    }

    private static ScheduleTiming cron(String expression) {
        return new Calendar(CronExpression.parse(expression));
    }

    private static void unit(String name, String symbol, String adverb, ScheduleTiming timing) {
        put(timing, name, "every " + name, "1" + symbol, "1 " + symbol, "1" + name, "1 " + name, adverb, "once per " + name);
    }

    private static void put(ScheduleTiming timing, String... words) {
        for (String word : words) {
            ALIASES.put(word, timing);
        }
    }

    /** @return what the word means, or {@code null} if it is none */
    static ScheduleTiming find(String word) {
        return ALIASES.get(word);
    }
}
