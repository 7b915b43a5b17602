package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

/** An expression that {@code java.util.regex} matches, in a limited number of steps unless it is proven not to need a limit. */
final class BoundedExpression {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    /**
     * Follows expression and path where steps are counted: at the end of a text a search looks at no character, and so could go
     * on trying uncounted.
     */
    private static final String END = "\uFFFF";

    private final String java;
    private final Backtracking backtracking;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Pattern whole;
    private volatile Pattern prefix;

    BoundedExpression(String java, Backtracking backtracking) {
        this.java = java;
        this.backtracking = backtracking;
    }

    Backtracking backtracking() {
        return backtracking;
    }

    /** Compiles now what else is compiled when it is first needed. */
    void compile() {
        prefix();
    }

    /** @return {@code null} if the path does not match */
    Matcher match(String path, MatchingSteps steps) {
        return search(whole(), hasEnd() ? path + END : path, steps, Matcher::matches);
    }

    /** @return {@code null} if the beginning of the path does not match */
    Matcher matchPrefix(String path, MatchingSteps steps) {
        return search(prefix(), path, steps, Matcher::lookingAt);
    }

    private boolean hasEnd() {
        return backtracking.unconditional() && !backtracking.linear();
    }

    private Pattern whole() {
        if (whole == null) {
            whole = hasEnd() ? Pattern.compile("(?:" + java + ")" + END) : prefix();
        }
        return whole;
    }

    private Pattern prefix() {
        if (prefix == null) {
            prefix = Pattern.compile(java);
        }
        return prefix;
    }

    private Matcher search(Pattern pattern, String text, MatchingSteps steps, Predicate<Matcher> search) {
        try {
            Matcher matcher = pattern.matcher(backtracking.linear() ? text : steps.count(text));
            return search.test(matcher) ? matcher : null;
        } catch (MatchingSteps.Exhausted | StackOverflowError e) {
            steps.exhaust();
            if (told.compareAndSet(false, true)) {
                LOG.warnf("The URL pattern '%s' was given up after %d steps with a path of %d characters, status 414;"
                        + " simplify the pattern (this is logged once)", java, MatchingSteps.LIMIT, text.length());
            }
            throw new PathTooCostlyException();
        }
    }
}
