package io.quarkiverse.tomodachi.runtime.http.routing;

/**
 * Makes every group of an expression look at a character when it is entered. A search can multiply the ways that it tries only
 * where there are groups; without this it would do so uncounted where the groups take nothing, as at the end of a path.
 */
final class SteppedGroups {

    /** Always true, and looks at the characters before and after, one of which there is. */
    private static final String LOOK = "(?<![^\\s\\S])(?![^\\s\\S])";

    private final String source;
    private final StringBuilder stepped;
    private int at;

    private SteppedGroups(String source) {
        this.source = source;
        this.stepped = new StringBuilder(source.length() + 4 * LOOK.length());
    }

    /** @param java what {@code java.util.regex} accepts */
    static String in(String java) {
        return new SteppedGroups(java).run();
    }

    private String run() {
        while (at < source.length()) {
            switch (source.charAt(at)) {
                case '\\' -> copy(afterEscape(at));
                case '[' -> copy(afterClass());
                case '(' -> group();
                default -> copy(at + 1);
            }
        }
        return stepped.toString();
    }

    private void group() {
        int end = afterOpening();
        boolean flagsOnly = end <= source.length() && source.charAt(end - 1) == ')';
        copy(end);
        stepped.append(flagsOnly ? "" : LOOK);
    }

    private int afterOpening() {
        if (!source.startsWith("(?", at)) {
            return at + 1;
        }
        if (source.startsWith("(?<=", at) || source.startsWith("(?<!", at)) {
            return at + 4;
        }
        if (source.startsWith("(?<", at)) {
            return source.indexOf('>', at) + 1;
        }
        int end = at + 2;
        while (Character.isLetter(source.charAt(end)) || source.charAt(end) == '-') {
            end++;
        }
        return end + 1;
    }

    private int afterEscape(int start) {
        if (!source.startsWith("\\Q", start)) {
            return Math.min(start + 2, source.length());
        }
        int end = source.indexOf("\\E", start);
        return end < 0 ? source.length() : end + 2;
    }

    private int afterClass() {
        int depth = 0;
        int first = at;
        int i = at;
        while (i < source.length()) {
            char c = source.charAt(i);
            if (c == '\\') {
                i = afterEscape(i);
                continue;
            }
            if (c == '[') {
                depth++;
                first = source.startsWith("^", i + 1) ? i + 2 : i + 1;
            } else if (c == ']' && i != first && --depth == 0) {
                return i + 1;
            }
            i++;
        }
        return source.length();
    }

    private void copy(int end) {
        stepped.append(source, at, end);
        at = end;
    }
}
