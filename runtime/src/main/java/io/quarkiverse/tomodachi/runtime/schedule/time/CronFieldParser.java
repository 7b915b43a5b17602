package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.util.BitSet;

/** Reads one field of a cron expression; messages continue "interval '…' ". */
final class CronFieldParser {

    private final CronUnit unit;
    private final String text;
    private final BitSet values = new BitSet();
    private final BitSet last = new BitSet();
    private boolean any;

    private CronFieldParser(CronUnit unit, String text) {
        this.unit = unit;
        this.text = text;
    }

    /** @param text in lower case, without blanks */
    static CronField parse(CronUnit unit, String text) {
        CronFieldParser parser = new CronFieldParser(unit, text);
        for (String part : text.split(",", -1)) {
            parser.add(part);
        }
        if (parser.values.isEmpty() && parser.last.isEmpty()) {
            throw parser.wrong("allows no value at all; correct it");
        }
        return new CronField(parser.any, parser.values, parser.last);
    }

    private void add(String part) {
        int slash = part.indexOf('/');
        String base = slash < 0 ? part : part.substring(0, slash);
        int step = slash < 0 ? 0 : step(part.substring(slash + 1));
        if (base.startsWith("l") && step == 0) {
            addLast(base.substring(1));
        } else if (base.equals("*") || base.equals("?")) {
            any |= step == 0;
            addAll(unit.first, unit.lastDistinct(), 0, Math.max(step, 1));
        } else if (base.indexOf('-', 1) > 0) {
            addRange(base, Math.max(step, 1));
        } else {
            int value = value(base);
            addAll(step == 0 ? value : unit.first, step == 0 ? value : unit.lastDistinct(), value, Math.max(step, 1));
        }
    }

    private void addLast(String day) {
        if (unit == CronUnit.WEEKDAY) {
            if (day.isEmpty()) {
                last.set(unit.first, unit.lastDistinct() + 1);
            } else {
                last.set(value(day) % 7);
            }
        } else if (unit == CronUnit.DAY && day.isEmpty()) {
            last.set(0);
        } else {
            throw wrong(unit == CronUnit.DAY ? "has a value after L, which alone means the last day of the month; remove it"
                    : "has an L, which is for days; remove it");
        }
    }

    private void addRange(String range, int step) {
        int dash = range.indexOf('-', 1);
        String end = range.substring(dash + 1);
        int from = value(range.substring(0, dash));
        int to = value(end);
        if (unit == CronUnit.WEEKDAY && end.equals("sun") && from > 0) {
            to = unit.last;
        }
        if (from > to) {
            throw wrong(
                    "has the range " + range + ", which goes backwards; write it as two, such as " + range.substring(0, dash)
                            + "-" + unit.last + "," + unit.first + "-" + end);
        }
        addAll(from, to, from, step);
    }

    /** Adds what leaves the same rest when it is divided by the step. */
    private void addAll(int from, int to, int start, int step) {
        for (int value = from; value <= to; value++) {
            if (Math.floorMod(value - start, step) == 0) {
                values.set(unit == CronUnit.WEEKDAY ? value % 7 : value);
            }
        }
    }

    private int step(String number) {
        int step = number(number);
        if (step < 0) {
            throw wrong("has the step '" + number + "', which is not a number; correct it");
        }
        if (step == 0) {
            throw wrong("has a step of 0; use 1 or more");
        }
        int count = unit.lastDistinct() - unit.first + 1;
        if (step >= count) {
            throw wrong("has a step of " + step + ", though there are no more than " + count + " values; name single values, or"
                    + " use an interval in seconds");
        }
        return step;
    }

    private int value(String value) {
        int named = unit.named(value);
        int result = named < 0 ? number(value) : named;
        if (result < unit.first || result > unit.last) {
            throw wrong(value.matches("[0-9a-z]+l") ? "has an L behind a day; put it in front, as in L5"
                    : value.matches("[0-9l]+w|.*#.*")
                            ? "has the value '" + value + "', but W and # are not supported; name days"
                            : "has the value '" + value + "'; values are " + unit.allowed());
        }
        return result;
    }

    /** @return the number, -1 if it is none or too large */
    private static int number(String text) {
        return text.matches("[0-9]{1,6}") ? Integer.parseInt(text) : -1;
    }

    private IllegalArgumentException wrong(String problem) {
        return new IllegalArgumentException(
                "is not a cron expression: its field '" + text + "' for the " + unit + " " + problem);
    }
}
