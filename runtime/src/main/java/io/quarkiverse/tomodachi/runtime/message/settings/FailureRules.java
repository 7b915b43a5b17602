package io.quarkiverse.tomodachi.runtime.message.settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkus.runtime.configuration.DurationConverter;

/** Which settings of failures are possible. Text with expressions is not looked at. */
public final class FailureRules {

    /** A message that fails at once must not keep a service and its broker busy. */
    public static final Duration SMALLEST_DELAY = Duration.ofMillis(100);

    /** What SQS allows, and more than a broker is asked to keep a message for otherwise. */
    public static final Duration LARGEST_DELAY = Duration.ofHours(12);

    private static final Pattern CLASS_NAME = Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private FailureRules() {
    }

    /**
     * @param name what a setting is called where it was made, by the name of its member in {@code @FailurePolicy}
     * @return what is wrong and what to do, each beginning with that name
     */
    public static List<String> problems(FailureSettings settings, UnaryOperator<String> name) {
        List<String> problems = new ArrayList<>();
        if (settings.attempts() != null && settings.attempts() < 0) {
            problems.add(name.apply("attempts") + " is " + settings.attempts()
                    + "; use 1 or more, or 0 for any number");
        }
        checkDelay(settings.initialDelay(), name.apply("initialDelay"), problems);
        checkDelay(settings.maxDelay(), name.apply("maxDelay"), problems);
        checkOrder(settings, name.apply("initialDelay"), problems);
        checkRange(settings.multiplier(), 1, 1_000, name.apply("multiplier"), problems);
        checkRange(settings.jitter(), 0, 1, name.apply("jitter"), problems);
        if (settings.rejectOn() != null) {
            settings.rejectOn().stream().filter(type -> !isClassName(type))
                    .forEach(type -> problems.add(name.apply("rejectOn") + " has '" + type
                            + "', which is no name of a class; write it as in java.lang.IllegalArgumentException"));
        }
        return problems;
    }

    static boolean isClassName(String name) {
        return CLASS_NAME.matcher(name).matches();
    }

    private static void checkDelay(String text, String name, List<String> problems) {
        if (text == null || ConfiguredText.isExpression(text)) {
            return;
        }
        try {
            Duration delay = duration(text);
            if (delay.compareTo(SMALLEST_DELAY) < 0 || delay.compareTo(LARGEST_DELAY) > 0) {
                problems.add(name + " is " + text + "; use 0.1 seconds to 12 hours");
            }
        } catch (IllegalArgumentException e) {
            problems.add(name + " is '" + text + "', which is no duration; write it as in 500ms, 2s or 1m");
        }
    }

    /** Of one place only: another place may say what is the largest for many. */
    private static void checkOrder(FailureSettings settings, String name, List<String> problems) {
        Duration initial = possible(settings.initialDelay());
        Duration largest = possible(settings.maxDelay());
        if (initial != null && largest != null && initial.compareTo(largest) > 0) {
            problems.add(name + " is " + settings.initialDelay() + ", more than its maxDelay of " + settings.maxDelay()
                    + "; make it smaller, or that larger");
        }
    }

    /** {@code null} for what is told elsewhere, or not known yet. */
    private static Duration possible(String text) {
        try {
            return text == null || ConfiguredText.isExpression(text) ? null : duration(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static void checkRange(Double value, double smallest, double largest, String name, List<String> problems) {
        if (value != null && !(value >= smallest && value <= largest)) {
            problems.add(name + " is " + value + "; use " + (long) smallest + " to " + (long) largest);
        }
    }

    /**
     * @param window how long messages are known, text as in an annotation
     * @return what is wrong and what to do, as the end of a sentence; {@code null} for nothing
     */
    public static String windowProblem(String window) {
        if (window == null || ConfiguredText.isExpression(window)) {
            return null;
        }
        try {
            return duration(window).compareTo(Duration.ZERO) > 0 ? null
                    : "is " + window + "; use a longer time, or remove it";
        } catch (IllegalArgumentException e) {
            return "is '" + window + "', which is no duration; write it as in 500ms, 60s or 10m";
        }
    }

    /** @throws IllegalArgumentException if the text is no duration */
    public static Duration duration(String text) {
        Duration duration = DurationConverter.parseDuration(text.trim());
        if (duration == null) {
            throw new IllegalArgumentException("no duration");
        }
        return duration;
    }
}
