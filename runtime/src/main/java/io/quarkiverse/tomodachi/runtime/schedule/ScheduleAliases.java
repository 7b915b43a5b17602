package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The words for intervals. */
final class ScheduleAliases {

    private static final Map<String, ScheduleTiming> ALIASES = new HashMap<>();

    static {
        unit("second", "s", "secondly", ScheduleTiming.every(Duration.ofSeconds(1)));
        unit("minute", "m", "minutely", ScheduleTiming.cron("0 * * * * ?"));
        unit("hour", "h", "hourly", ScheduleTiming.cron("0 0 * * * ?"));
        unit("day", "d", "daily", ScheduleTiming.cron("0 0 0 * * ?"));
        unit("month", "month", "monthly", ScheduleTiming.cron("0 0 0 1 * ?"));
        unit("year", "y", "yearly", ScheduleTiming.cron("0 0 0 1 1 ?"));
        unit("week", "w", "weekly", ScheduleTiming.cron("0 0 0 ? * MON"));
        put(ScheduleTiming.cron("0 0 0 * * ?"), "nightly", "@daily", "@midnight");
        put(ScheduleTiming.cron("0 0 0 1 1 ?"), "annually", "@yearly", "@annually");
        put(ScheduleTiming.cron("0 0 0 1 * ?"), "@monthly");
        put(ScheduleTiming.cron("0 0 0 ? * SUN"), "@weekly");
        put(ScheduleTiming.cron("0 0 * * * ?"), "@hourly");
        put(ScheduleTiming.cron("0 * * * * ?"), "@minutely");
        for (String day : List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")) {
            String name = day.substring(0, 3);
            put(ScheduleTiming.cron("0 0 0 ? * " + name.toUpperCase(Locale.ROOT)), day, day + "s", name, "every " + day,
                    "once per " + day);
        }
        put(ScheduleTiming.cron("0 0 0 ? * MON-FRI"), "weekday", "weekdays", "every weekday");
        put(ScheduleTiming.cron("0 0 0 ? * SAT,SUN"), "weekend", "weekends", "every weekend");
    }

    private ScheduleAliases() {
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
