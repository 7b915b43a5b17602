package io.quarkiverse.tomodachi.devservices.aws.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults as text, both ways. */
final class FaultText {

    private static final Pattern SEPARATOR = Pattern.compile("[,\\s]+");
    private static final Pattern TIME = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern ENTRIES = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");
    private static final String SETTINGS = "throttle, fail, drop, lose-answers, duplicate, fail-entries, delay, credentials,"
            + " access, on, for, after, lasting, calls, seed";

    private FaultText() {
    }

    static Faults parse(String text) {
        Faults faults = Faults.none();
        for (String setting : SEPARATOR.split(text.trim())) {
            int equals = setting.indexOf('=');
            if (equals < 0 && !setting.isEmpty()) {
                throw new IllegalArgumentException("Not a setting of a fault, which is name=value: '" + setting + "'");
            }
            try {
                faults = setting.isEmpty() ? faults : set(faults, setting.substring(0, equals), setting.substring(equals + 1));
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("Not a number in '" + setting + "'");
            }
        }
        return faults;
    }

    private static Faults set(Faults faults, String name, String value) {
        return switch (name) {
            case "throttle" -> faults.throttle(Double.parseDouble(value));
            case "fail" -> faults.fail(Double.parseDouble(value));
            case "drop" -> faults.dropConnections(Double.parseDouble(value));
            case "lose-answers" -> faults.loseAnswers(Double.parseDouble(value));
            case "duplicate" -> faults.duplicateMessages(Double.parseDouble(value));
            case "fail-entries" -> failEntries(faults, value);
            case "delay" -> faults.delay(time(value));
            case "credentials" -> credentials(faults, value);
            case "access" -> access(faults, value);
            case "on" -> faults.onlyOn(names(value));
            case "for" -> faults.onlyFor(names(value));
            case "after" -> faults.startingAfter(time(value));
            case "lasting" -> faults.lasting(time(value));
            case "calls" -> faults.firstCalls(Long.parseLong(value));
            case "seed" -> faults.seed(Long.parseLong(value));
            default -> throw new IllegalArgumentException("Unknown setting of a fault '" + name + "'; known are " + SETTINGS);
        };
    }

    private static Faults failEntries(Faults faults, String value) {
        Matcher entries = ENTRIES.matcher(value);
        if (!entries.matches()) {
            throw new IllegalArgumentException("Not a part of entries, like 3/10: '" + value + "'");
        }
        return faults.failBatchEntries(Integer.parseInt(entries.group(1)), Integer.parseInt(entries.group(2)));
    }

    private static Faults credentials(Faults faults, String value) {
        return switch (value) {
            case "refused" -> faults.refuseCredentials();
            case "expired" -> faults.expireCredentials();
            default -> throw new IllegalArgumentException("Credentials are 'refused' or 'expired', not '" + value + "'");
        };
    }

    private static Faults access(Faults faults, String value) {
        if (!value.equals("denied")) {
            throw new IllegalArgumentException("Access is 'denied', not '" + value + "'");
        }
        return faults.denyAccess();
    }

    private static String[] names(String value) {
        Set<String> names = new TreeSet<>(List.of(value.split("\\|")));
        if (names.contains("")) {
            throw new IllegalArgumentException("An empty name in '" + value + "'");
        }
        return names.toArray(String[]::new);
    }

    private static Duration time(String value) {
        Matcher time = TIME.matcher(value);
        if (!time.matches()) {
            throw new IllegalArgumentException("Not a time, like 200ms, 10s, 2m or 1h: '" + value + "'");
        }
        long number = Long.parseLong(time.group(1));
        return switch (time.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    static String of(Faults faults) {
        List<String> settings = new ArrayList<>();
        share(settings, "throttle", faults.throttleShare);
        share(settings, "fail", faults.failShare);
        share(settings, "drop", faults.dropShare);
        share(settings, "lose-answers", faults.lostAnswerShare);
        share(settings, "duplicate", faults.duplicateShare);
        add(settings, faults.outOfEntries > 0, "fail-entries=" + faults.failedEntries + "/" + faults.outOfEntries);
        time(settings, "delay", faults.delay);
        add(settings, faults.credentials == Faults.Credentials.REFUSED, "credentials=refused");
        add(settings, faults.credentials == Faults.Credentials.EXPIRED, "credentials=expired");
        add(settings, faults.accessDenied, "access=denied");
        add(settings, !faults.actions.isEmpty(), "on=" + String.join("|", new TreeSet<>(faults.actions)));
        add(settings, !faults.resources.isEmpty(), "for=" + String.join("|", new TreeSet<>(faults.resources)));
        time(settings, "after", faults.after);
        add(settings, faults.lasting != null,
                "lasting=" + (faults.lasting == null ? 0 : faults.lasting.toMillis()) + "ms");
        add(settings, faults.firstCalls != Long.MAX_VALUE, "calls=" + faults.firstCalls);
        add(settings, faults.seed != 0, "seed=" + faults.seed);
        return String.join(",", settings);
    }

    private static void share(List<String> settings, String name, double share) {
        add(settings, share > 0, name + "=" + share);
    }

    private static void time(List<String> settings, String name, Duration time) {
        add(settings, !time.isZero(), name + "=" + time.toMillis() + "ms");
    }

    private static void add(List<String> settings, boolean wanted, String setting) {
        if (wanted) {
            settings.add(setting);
        }
    }
}
