package io.quarkiverse.tomodachi.runtime.schedule.time;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of time zones: those of IANA, and offsets in the spellings of the Python library and of Java. */
final class ZoneNames {

    private static final Pattern OFFSET = Pattern.compile("(?:GMT|UTC)? *([+-])([0-9]{1,2})(?::?([0-9]{2}))?");
    private static final Pattern NO_OFFSET = Pattern.compile("(?:GMT|UTC)? *[+-]?00:?00");

    private ZoneNames() {
    }

    static ZoneId parse(String text) {
        try {
            if (NO_OFFSET.matcher(text).matches()) {
                return ZoneOffset.UTC;
            }
            Matcher offset = OFFSET.matcher(text);
            if (!offset.matches()) {
                return ZoneId.of(text);
            }
            int sign = "-".equals(offset.group(1)) ? -1 : 1;
            return ZoneOffset.ofHoursMinutes(sign * Integer.parseInt(offset.group(2)),
                    sign * (offset.group(3) == null ? 0 : Integer.parseInt(offset.group(3))));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("is unknown; use an IANA name (\"Europe/Stockholm\") or an offset (\"+02:00\")",
                    e);
        }
    }
}
