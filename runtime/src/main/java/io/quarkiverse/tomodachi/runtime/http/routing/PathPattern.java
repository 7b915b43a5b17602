package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * The regular expression of a URL. Named groups may be written as in Java or as in Python ({@code (?P<name>…)}), and their
 * names may contain underscores; the expression matches the whole path whether or not it begins with {@code ^} and ends with
 * {@code $}.
 */
public final class PathPattern {

    private final Pattern pattern;
    private final List<String> groups;

    private PathPattern(Pattern pattern, List<String> groups) {
        this.pattern = pattern;
        this.groups = List.copyOf(groups);
    }

    /** @throws PatternSyntaxException if it is not a regular expression, or a name is used for two groups */
    public static PathPattern parse(String url) {
        Translation translation = new Translation(url);
        translation.run();
        return new PathPattern(Pattern.compile(translation.java.toString()), translation.groups);
    }

    /** The names of the groups in the order in which they open. */
    public List<String> groups() {
        return groups;
    }

    /** @return the values of the groups in the order of {@link #groups()}, or {@code null} if the path does not match */
    public String[] match(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.matches()) {
            return null;
        }
        String[] values = new String[groups.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = matcher.group(Translation.name(i));
        }
        return values;
    }

    /** As {@link #match(String)}, for the beginning of the path; one more value at the end is what follows the match. */
    public String[] matchPrefix(String path) {
        Matcher matcher = pattern.matcher(path);
        if (!matcher.lookingAt()) {
            return null;
        }
        String[] values = new String[groups.size() + 1];
        for (int i = 0; i < values.length - 1; i++) {
            values[i] = matcher.group(Translation.name(i));
        }
        values[values.length - 1] = path.substring(matcher.end());
        return values;
    }

    /** The Java form, for logs. */
    @Override
    public String toString() {
        return pattern.pattern();
    }

    /** Rewrites the expression for Java: groups get names that Java allows, and anchors go. */
    private static final class Translation {

        private final String source;
        private final StringBuilder java = new StringBuilder();
        private final List<String> groups = new ArrayList<>();
        private int at;

        Translation(String url) {
            String text = url.startsWith("^") ? url.substring(1) : url;
            boolean anchored = text.endsWith("$") && (trailingBackslashes(text, text.length() - 1) & 1) == 0;
            this.source = anchored ? text.substring(0, text.length() - 1) : text;
        }

        static String name(int index) {
            return "g" + index;
        }

        private static int trailingBackslashes(String text, int end) {
            int count = 0;
            while (end - count > 0 && text.charAt(end - count - 1) == '\\') {
                count++;
            }
            return count;
        }

        void run() {
            int classDepth = 0;
            while (at < source.length()) {
                char c = source.charAt(at);
                if (c == '\\') {
                    escape(classDepth > 0);
                } else if (c == '[' && (classDepth > 0 || hasClassEnd())) {
                    classDepth++;
                    copy(1);
                } else if (c == ']' && classDepth > 0) {
                    classDepth--;
                    copy(1);
                } else if (classDepth == 0 && (source.startsWith("(?P<", at) || isNamedGroup())) {
                    group();
                } else if (classDepth == 0 && source.startsWith("(?P=", at)) {
                    reference(at + 4, ')');
                } else {
                    copy(1);
                }
            }
        }

        private boolean hasClassEnd() {
            return source.indexOf(']', at) > 0;
        }

        private boolean isNamedGroup() {
            return source.startsWith("(?<", at) && !source.startsWith("(?<=", at) && !source.startsWith("(?<!", at);
        }

        private void copy(int length) {
            java.append(source, at, at + length);
            at += length;
        }

        private void escape(boolean inClass) {
            if (source.startsWith("\\Q", at)) {
                int end = source.indexOf("\\E", at);
                copy(end < 0 ? source.length() - at : end + 2 - at);
            } else if (!inClass && source.startsWith("\\k<", at)) {
                reference(at + 3, '>');
            } else {
                copy(Math.min(2, source.length() - at));
            }
        }

        private void group() {
            int start = source.indexOf('<', at) + 1;
            String name = nameUntil(start, '>');
            if (groups.contains(name)) {
                throw new PatternSyntaxException("Named group '" + name + "' is defined twice", source, start);
            }
            java.append("(?<").append(name(groups.size())).append('>');
            groups.add(name);
            at = start + name.length() + 1;
        }

        private void reference(int start, char end) {
            String name = nameUntil(start, end);
            int index = groups.indexOf(name);
            if (index < 0) {
                throw new PatternSyntaxException("There is no group '" + name + "' to refer to", source, start);
            }
            java.append("\\k<").append(name(index)).append('>');
            at = start + name.length() + 1;
        }

        private String nameUntil(int start, char end) {
            int stop = source.indexOf(end, start);
            String name = stop < 0 ? "" : source.substring(start, stop);
            if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
                throw new PatternSyntaxException("A group's name consists of letters, digits and underscores", source, start);
            }
            return name;
        }
    }
}
