package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.Ambiguity.Trigger;

/**
 * The regular expression of a URL. Named groups may be written as in Java or as in Python ({@code (?P<name>…)}), and their
 * names may contain underscores; the expression matches the whole path whether or not it begins with {@code ^} and ends with
 * {@code $}.
 */
public final class PathPattern {

    private final String java;
    private final List<String> groups;
    private final List<Variant> variants;
    /** {@code null} if only the expression can tell. */
    private final DirectMatcher direct;
    private final BoundedExpression expression;

    private PathPattern(String java, List<String> groups) {
        this.java = java;
        this.groups = List.copyOf(groups);
        Expression structure = ExpressionParser.parse(java);
        this.variants = structure == null ? null : Variant.of(structure);
        this.direct = variants == null ? null : DirectMatcher.of(variants, groups.size());
        this.expression = new BoundedExpression(java, direct != null ? Backtracking.NONE : Backtracking.of(structure));
    }

    /** @throws PatternSyntaxException if it is not a regular expression, or a name is used for two groups */
    public static PathPattern parse(String url) {
        PathPattern pattern = reparse(url);
        pattern.expression.compile();
        return pattern;
    }

    /**
     * The pattern of a URL at start. A literal one was checked when the application was built.
     *
     * @param allowBacktracking whether it may need exponential time
     * @throws IllegalArgumentException if what is configured cannot be used
     */
    public static PathPattern atStart(String url, boolean allowBacktracking) {
        if (!ConfiguredText.isExpression(url)) {
            return reparse(url);
        }
        String configured = ConfiguredText.expand(url);
        String problem;
        try {
            PathPattern pattern = parse(configured);
            if (allowBacktracking || pattern.hostility().isEmpty()) {
                return pattern;
            }
            problem = "can take exponential time: " + pattern.hostility().get() + "; simplify it, or set allowBacktracking";
        } catch (PatternSyntaxException e) {
            problem = "is not a regular expression: " + e.getDescription() + "; correct it";
        }
        throw new IllegalArgumentException("The URL '" + url + "' is configured as '" + configured + "', which " + problem);
    }

    private static PathPattern reparse(String url) {
        Translation translation = new Translation(url);
        translation.run();
        return new PathPattern(translation.java.toString(), translation.groups);
    }

    /** The names of the groups in the order in which they open. */
    public List<String> groups() {
        return groups;
    }

    /**
     * Why the expression can take exponential time, and an example of what makes it do so.
     *
     * @return nothing if it has not been found to
     */
    public Optional<String> hostility() {
        return Optional.ofNullable(expression.backtracking().trigger()).map(Trigger::describe);
    }

    /**
     * The values of the groups in the order of {@link #groups()}, {@code null} for those that took no part.
     *
     * @return {@code null} if the path does not match
     * @throws PathTooCostlyException if that takes more than {@link MatchingSteps#LIMIT} steps
     */
    public String[] match(String path) {
        return match(path, null);
    }

    /**
     * As {@link #match(String)}.
     *
     * @param steps what the request has used before; {@code null} if nothing
     */
    String[] match(String path, MatchingSteps steps) {
        return direct != null ? direct.match(path) : matchExpression(path, steps);
    }

    /** As {@link #match(String, MatchingSteps)}, by {@code java.util.regex}. */
    String[] matchExpression(String path, MatchingSteps steps) {
        Matcher matcher = expression.match(path, steps == null ? new MatchingSteps() : steps);
        if (matcher == null) {
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
        Matcher matcher = expression.matchPrefix(path, new MatchingSteps());
        if (matcher == null) {
            return null;
        }
        String[] values = new String[groups.size() + 1];
        for (int i = 0; i < values.length - 1; i++) {
            values[i] = matcher.group(Translation.name(i));
        }
        values[values.length - 1] = path.substring(matcher.end());
        return values;
    }

    /** Whether paths are matched without {@code java.util.regex}. */
    boolean isDirect() {
        return direct != null;
    }

    /** What all paths that match look like. */
    List<PathShape> shapes() {
        return variants == null ? List.of(PathShape.ANY) : variants.stream().map(PathShape::of).distinct().toList();
    }

    /** The Java form, for logs. */
    @Override
    public String toString() {
        return java;
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
