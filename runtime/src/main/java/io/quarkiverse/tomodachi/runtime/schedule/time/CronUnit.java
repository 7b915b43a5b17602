package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.util.List;
import java.util.Locale;

/** What a field of a cron expression counts. */
enum CronUnit {

    SECOND(0, 59),
    MINUTE(0, 59),
    HOUR(0, 23),
    DAY(1, 31),
    MONTH(1, 12, "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    /** 0 and 7 are Sunday. */
    WEEKDAY(0, 7, "sun", "mon", "tue", "wed", "thu", "fri", "sat"),
    YEAR(1970, 2099);

    final int first;
    final int last;
    private final List<String> names;

    CronUnit(int first, int last, String... names) {
        this.first = first;
        this.last = last;
        this.names = List.of(names);
    }

    /** The last value that is not another way to write one before. */
    int lastDistinct() {
        return this == WEEKDAY ? 6 : last;
    }

    /** @return the value that a name in lower case stands for, -1 if it is none */
    int named(String name) {
        int index = names.indexOf(name);
        return index < 0 ? -1 : first + index;
    }

    /** What is written in place of a value, for messages. */
    String allowed() {
        return first + " to " + last
                + (names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1));
    }

    @Override
    public String toString() {
        return switch (this) {
            case DAY -> "day of month";
            case WEEKDAY -> "day of week";
            default -> name().toLowerCase(Locale.ROOT);
        };
    }
}
