package io.quarkiverse.tomodachi.deployment.http;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Regular expressions of URLs that are valid and still match nothing, or something else than what was meant. */
final class UrlPitfalls {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi");

    private static final Pattern CHARACTER_CLASS = Pattern.compile("(?<!\\\\)\\[(?:\\\\.|[^\\]\\\\])*\\]");
    private static final Pattern EMPTY_SEGMENT = Pattern.compile("//(?![?*{])");
    private static final Pattern DOT_SEGMENT = Pattern.compile("/(?:\\\\\\.){1,2}(?=/|$)");
    private static final Pattern ANY_SEGMENT = Pattern.compile("/\\.{1,2}(?=/|$)");
    private static final Pattern ENCODED = Pattern.compile("%(?!2F|25)[0-9A-Fa-f]{2}");
    private static final Pattern QUERY = Pattern.compile("(?<![(\\\\])\\?[A-Za-z_][\\w-]*=");
    private static final Pattern END = Pattern.compile("(?<!\\\\)\\$(?!$|[)|])");

    private UrlPitfalls() {
    }

    static void check(TriggerMethod method, String url, Consumer<String> problems) {
        String text = CHARACTER_CLASS.matcher(url).replaceAll("x");
        if (EMPTY_SEGMENT.matcher(text).find()) {
            problems.accept("has the URL '" + url + "' with two slashes in a row, which no path has when it is matched; write"
                    + " one");
        }
        if (DOT_SEGMENT.matcher(text).find()) {
            problems.accept("has the URL '" + url + "' with a segment of dots, which is resolved before a path is matched;"
                    + " remove it");
        }
        Matcher encoded = ENCODED.matcher(text);
        if (encoded.find()) {
            problems.accept("has the URL '" + url + "' with '" + encoded.group() + "', but paths are decoded before they are"
                    + " matched; " + (encoded.group().equals("%2f") ? "write %2F" : "write the character itself"));
        }
        if (END.matcher(text).find()) {
            problems.accept("has the URL '" + url + "' with a $ before its end, after which nothing can match; remove it, or"
                    + " write \\$ for the character");
        }
        if (ANY_SEGMENT.matcher(text).find()) {
            warn(method, url, "dots stand for any characters; escape them, or remove the segment");
        }
        if (QUERY.matcher(text).find()) {
            warn(method, url, "the question mark is part of the expression and begins no query; use @Query parameters");
        }
    }

    private static void warn(TriggerMethod method, String url, String what) {
        LOG.warnf("%s has the URL '%s', in which %s", method.describe(), url, what);
    }
}
