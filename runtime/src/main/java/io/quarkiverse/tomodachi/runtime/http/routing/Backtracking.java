package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.http.routing.Ambiguity.Trigger;

/**
 * How much searching an expression can need.
 *
 * @param linear whether it is proven that no path is gone through more than once
 * @param unconditional whether it is known not to depend on what stands before or after the text, see
 *        {@link PositionAutomaton#isUnconditional()}
 * @param trigger what makes it need exponential time, {@code null} if nothing was found that does
 */
record Backtracking(boolean linear, boolean unconditional, Trigger trigger) {

    static final Backtracking NONE = new Backtracking(true, true, null);

    private static final Backtracking UNKNOWN = new Backtracking(false, false, null);

    /** @param expression {@code null} if its structure is not known */
    static Backtracking of(Expression expression) {
        if (expression == null) {
            return UNKNOWN;
        }
        try {
            PositionAutomaton automaton = PositionAutomaton.of(expression);
            if (automaton.isDeterministic()) {
                return NONE;
            }
            Optional<Trigger> trigger = Ambiguity.find(automaton);
            for (Expression aside : automaton.asides()) {
                trigger = trigger.or(() -> Optional.ofNullable(of(aside).trigger()));
            }
            return new Backtracking(false, automaton.isUnconditional(), trigger.orElse(null));
        } catch (PositionAutomaton.TooLarge e) {
            return UNKNOWN;
        }
    }
}
