package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;

/**
 * Reads the patterns of an application. Patterns that differ in the text they begin with share the rest, which is read once.
 */
public final class PathPatterns {

    private final Map<String, PathEnding> endings = new HashMap<>();

    /**
     * The pattern of a URL at start. A literal one was checked when the application was built.
     *
     * @param allowBacktracking whether it may need exponential time
     * @param owner whose URL it is, for messages
     * @throws IllegalArgumentException if what is configured cannot be used
     */
    public PathPattern atStart(String url, boolean allowBacktracking, String owner) {
        if (!ConfiguredText.isExpression(url)) {
            return read(url);
        }
        String configured;
        try {
            configured = ConfiguredText.expand(url);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(owner + " has a URL that cannot be read: " + e.getMessage(), e);
        }
        Optional<String> problem = problem(configured, allowBacktracking);
        if (problem.isPresent()) {
            throw new IllegalArgumentException(
                    owner + " has the URL '" + url + "', configured as '" + configured + "', which " + problem.get());
        }
        return read(configured);
    }

    private static Optional<String> problem(String url, boolean allowBacktracking) {
        if (url.isEmpty()) {
            return Optional.of("is empty; name a path, such as '/'");
        }
        if (Character.isLetterOrDigit(url.charAt(0))) {
            return Optional.of("can match no path; begin it with a slash: '/" + url + "'");
        }
        try {
            Optional<String> hostility = PathPattern.parse(url).hostility();
            return allowBacktracking ? Optional.empty()
                    : hostility
                            .map(reason -> "can take exponential time: " + reason + "; simplify it, or set allowBacktracking");
        } catch (PatternSyntaxException e) {
            return Optional.of("is not a regular expression: " + e.getDescription() + "; correct it");
        }
    }

    /** @throws PatternSyntaxException if a group has no usable name */
    PathPattern read(String url) {
        String text = withoutAnchors(url);
        String beginning = text.substring(0, plainLength(text));
        PathEnding ending;
        try {
            ending = ending(text.substring(beginning.length()));
        } catch (PatternSyntaxException e) {
            throw new PatternSyntaxException(e.getDescription(), text, e.getIndex() + beginning.length());
        }
        return ending.isChoice() ? new PathPattern("", ending(text)) : new PathPattern(beginning, ending);
    }

    private PathEnding ending(String source) {
        PathEnding known = endings.get(source);
        if (known == null) {
            known = PathEnding.parse(source);
            endings.put(source, known);
        }
        return known;
    }

    private static String withoutAnchors(String url) {
        String text = url.startsWith("^") ? url.substring(1) : url;
        boolean anchored = text.endsWith("$") && (trailingBackslashes(text, text.length() - 1) & 1) == 0;
        return anchored ? text.substring(0, text.length() - 1) : text;
    }

    private static int trailingBackslashes(String text, int end) {
        int count = 0;
        while (end - count > 0 && text.charAt(end - count - 1) == '\\') {
            count++;
        }
        return count;
    }

    /** How many characters at the beginning stand for themselves, and for nothing but themselves. */
    private static int plainLength(String text) {
        int length = 0;
        while (length < text.length() && isPlain(text.charAt(length))) {
            length++;
        }
        boolean quantified = length > 0 && length < text.length() && "?*+{".indexOf(text.charAt(length)) >= 0;
        return quantified ? length - 1 : length;
    }

    private static boolean isPlain(char c) {
        return c >= 'a' && c <= 'z' || c == '/' || c >= '0' && c <= '9' || c >= 'A' && c <= 'Z' || c == '_' || c == '-';
    }
}
