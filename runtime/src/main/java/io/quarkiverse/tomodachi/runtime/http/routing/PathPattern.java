package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.PatternSyntaxException;

import io.quarkiverse.tomodachi.runtime.http.routing.Ambiguity.Trigger;

/**
 * The regular expression of a URL. Named groups may be written as in Java or as in Python ({@code (?P<name>…)}), and their
 * names may contain underscores; the expression matches the whole path whether or not it begins with {@code ^} and ends with
 * {@code $}.
 */
public final class PathPattern {

    private final String beginning;
    private final PathEnding ending;
    private final BoundedExpression expression;

    /** @param beginning plain text */
    PathPattern(String beginning, PathEnding ending) {
        this.beginning = beginning;
        this.ending = ending;
        this.expression = new BoundedExpression(beginning + ending.java(), ending.direct() != null);
    }

    /** @throws PatternSyntaxException if it is not a regular expression, or a name is used for two groups */
    public static PathPattern parse(String url) {
        PathPattern pattern = new PathPatterns().read(url);
        pattern.expression.check();
        return pattern;
    }

    /** The names of the groups in the order in which they open. */
    public List<String> groups() {
        return ending.groups();
    }

    /**
     * Why the expression can take exponential time, and an example of what makes it do so.
     *
     * @return nothing if it has not been found to
     */
    public Optional<String> hostility() {
        return expression.trigger().map(Trigger::describe);
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
    public String[] match(String path, MatchingSteps steps) {
        if (!path.startsWith(beginning)) {
            return null;
        }
        return isDirect() ? ending.direct().match(path, beginning.length()) : matchExpression(path, steps);
    }

    /** As {@link #match(String, MatchingSteps)}, by {@code java.util.regex}. */
    String[] matchExpression(String path, MatchingSteps steps) {
        Matcher matcher = expression.match(path, steps == null ? new MatchingSteps() : steps);
        if (matcher == null) {
            return null;
        }
        String[] values = new String[groups().size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = matcher.group(PathEnding.name(i));
        }
        return values;
    }

    /**
     * As {@link #match(String, MatchingSteps)}, for the beginning of the path; one more value at the end is what follows the
     * match.
     */
    public String[] matchPrefix(String path, MatchingSteps steps) {
        Matcher matcher = expression.matchPrefix(path, steps);
        if (matcher == null) {
            return null;
        }
        String[] values = new String[groups().size() + 1];
        for (int i = 0; i < values.length - 1; i++) {
            values[i] = matcher.group(PathEnding.name(i));
        }
        values[values.length - 1] = path.substring(matcher.end());
        return values;
    }

    /** Whether paths are matched without {@code java.util.regex}. */
    boolean isDirect() {
        return ending.direct() != null;
    }

    /** What all paths that match look like; the same may be there twice. */
    List<PathShape> shapes() {
        if (ending.variants() == null) {
            return List.of(PathShape.ANY);
        }
        List<PathShape> shapes = new ArrayList<>(ending.variants().size());
        for (Variant variant : ending.variants()) {
            shapes.add(PathShape.of(beginning, variant));
        }
        return shapes;
    }

    /** The Java form, for logs. */
    @Override
    public String toString() {
        return beginning + ending.java();
    }
}
