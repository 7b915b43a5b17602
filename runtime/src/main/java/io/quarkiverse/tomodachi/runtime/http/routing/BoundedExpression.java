package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.http.routing.Ambiguity.Trigger;

/**
 * An expression that {@code java.util.regex} matches, in a limited number of steps unless it is proven not to need a limit. It
 * is compiled when it is first needed.
 */
final class BoundedExpression {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final String java;
    private final boolean direct;
    private final AtomicBoolean told = new AtomicBoolean();
    private volatile Compiled compiled;

    private record Compiled(Pattern pattern, boolean linear) {
    }

    /** @param direct whether no character leaves a choice */
    BoundedExpression(String java, boolean direct) {
        this.java = java;
        this.direct = direct;
    }

    /** @throws java.util.regex.PatternSyntaxException if it is none */
    void check() {
        Pattern.compile(java);
    }

    Optional<Trigger> trigger() {
        return direct ? Optional.empty() : Backtracking.trigger(ExpressionParser.parse(java));
    }

    /** @return {@code null} if the path does not match */
    Matcher match(String path, MatchingSteps steps) {
        return search(path, steps, Matcher::matches);
    }

    /** @return {@code null} if the beginning of the path does not match */
    Matcher matchPrefix(String path, MatchingSteps steps) {
        return search(path, steps, Matcher::lookingAt);
    }

    private Compiled compiled() {
        Compiled known = compiled;
        if (known == null) {
            boolean linear = direct || Backtracking.isLinear(ExpressionParser.parse(java));
            known = new Compiled(Pattern.compile(linear ? java : SteppedGroups.in(java)), linear);
            compiled = known;
        }
        return known;
    }

    private Matcher search(String text, MatchingSteps steps, Predicate<Matcher> search) {
        try {
            Compiled known = compiled();
            Matcher matcher = known.pattern().matcher(known.linear() ? text : steps.count(text));
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
