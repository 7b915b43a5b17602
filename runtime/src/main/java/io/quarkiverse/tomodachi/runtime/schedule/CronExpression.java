package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.Arrays;
import java.util.Locale;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.parser.CronParser;

/** Cron expressions of five fields, or six with seconds in front, as they stand in annotations. */
final class CronExpression {

    private static final CronParser QUARTZ = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));
    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private CronExpression() {
    }

    /** @throws IllegalArgumentException if it is none; the message continues "interval '…' " */
    static String toQuartz(String text) {
        String[] fields = text.trim().split("\\s+");
        if (fields.length != 5 && fields.length != 6) {
            throw new IllegalArgumentException(
                    "has " + fields.length + " fields; a cron expression has five (minute, hour, day of"
                            + " month, month, day of week), or six with seconds in front");
        }
        int first = fields.length - 5;
        check(String.join(" ", Arrays.copyOfRange(fields, first, fields.length)), UNIX);
        String seconds = first == 1 ? fields[0] : "0";
        String day = fields[first + 2];
        String weekday = fields[first + 4];
        if (!isAny(day) && !isAny(weekday)) {
            throw new IllegalArgumentException("restricts both day of month and day of week; use two @Schedule annotations, one"
                    + " for each");
        }
        String quartz = String.join(" ", seconds, fields[first], fields[first + 1],
                isAny(day) && !isAny(weekday) ? "?" : day.replace('?', '*'), fields[first + 3],
                isAny(weekday) ? "?" : weekdays(weekday));
        check(quartz, QUARTZ);
        return quartz;
    }

    private static boolean isAny(String field) {
        return "*".equals(field) || "?".equals(field);
    }

    /** Quartz counts days of the week from 1 for Sunday, Unix from 0, with 7 for Sunday, too. */
    private static String weekdays(String field) {
        StringBuilder result = new StringBuilder();
        for (String part : field.split(",")) {
            int step = part.indexOf('/');
            String days = step < 0 ? part : part.substring(0, step);
            int range = days.indexOf('-');
            String quartz = range < 0 ? weekday(days)
                    : weekday(days.substring(0, range)) + "-" + weekday(days.substring(range + 1));
            result.append(result.isEmpty() ? "" : ",").append(quartz).append(step < 0 ? "" : part.substring(step));
        }
        return result.toString();
    }

    private static String weekday(String day) {
        return switch (day) {
            case "0", "7" -> "SUN";
            case "1" -> "MON";
            case "2" -> "TUE";
            case "3" -> "WED";
            case "4" -> "THU";
            case "5" -> "FRI";
            case "6" -> "SAT";
            default -> day.toUpperCase(Locale.ROOT);
        };
    }

    private static void check(String text, CronParser parser) {
        try {
            parser.parse(text).validate();
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("is not a cron expression: " + e.getMessage() + "; correct it", e);
        }
    }
}
