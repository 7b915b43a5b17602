package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.function.Consumer;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Validator;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleParser;

/** Checks the members of {@code @Schedule} whose values are known when the application is built. */
final class ScheduleValidator implements Validator {

    static final String INTERVAL = "interval";
    static final String TIMESTAMP = "timestamp";
    static final String TIMEZONE = "timezone";
    static final String IMMEDIATELY = "immediately";

    @Override
    public void validate(TriggerMethod method, Consumer<String> problems) {
        String interval = method.value(INTERVAL).asString();
        String timestamp = method.value(TIMESTAMP).asString();
        if (interval.isEmpty() == timestamp.isEmpty()) {
            problems.accept(interval.isEmpty() ? "has neither interval nor timestamp; give one of them"
                    : "has both interval and timestamp; give one of them");
        }
        if (!interval.isEmpty()) {
            check(INTERVAL, interval, ScheduleParser::interval, problems);
        }
        if (!timestamp.isEmpty()) {
            check(TIMESTAMP, timestamp, ScheduleParser::timestamp, problems);
        }
        String timezone = method.value(TIMEZONE).asString();
        if (!timezone.isEmpty() && isSeconds(interval)) {
            problems.accept("has the timezone '" + timezone + "' together with the interval '" + interval
                    + "', which is the same in all of them; remove the timezone");
        }
        check(TIMEZONE, timezone, ScheduleParser::timezone, problems);
    }

    private static boolean isSeconds(String interval) {
        try {
            return !interval.isEmpty() && !ConfiguredText.isExpression(interval)
                    && ScheduleParser.interval(interval).every() != null;
        } catch (IllegalArgumentException e) {
            // reported as an interval already
            return false;
        }
    }

    private static void check(String member, String value, Consumer<String> parser, Consumer<String> problems) {
        if (ConfiguredText.isExpression(value)) {
            return;
        }
        try {
            parser.accept(value);
        } catch (IllegalArgumentException e) {
            problems.accept("has the " + member + " '" + value + "', which " + e.getMessage());
        }
    }
}
