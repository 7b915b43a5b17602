package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.http.routing.Ambiguity.Trigger;

/** How much searching an expression can need. */
final class Backtracking {

    private Backtracking() {
    }

    /**
     * Whether it is proven that no path is gone through more than once.
     *
     * @param expression {@code null} if its structure is not known
     */
    static boolean isLinear(Expression expression) {
        try {
            return expression != null && PositionAutomaton.of(expression).isDeterministic();
        } catch (PositionAutomaton.TooLarge e) {
            return false;
        }
    }

    /**
     * What makes it need exponential time, nothing if that was not found.
     *
     * @param expression {@code null} if its structure is not known
     */
    static Optional<Trigger> trigger(Expression expression) {
        if (expression == null) {
            return Optional.empty();
        }
        try {
            PositionAutomaton automaton = PositionAutomaton.of(expression);
            if (automaton.isDeterministic()) {
                return Optional.empty();
            }
            Optional<Trigger> trigger = Ambiguity.find(automaton);
            for (Expression aside : automaton.asides()) {
                trigger = trigger.or(() -> trigger(aside));
            }
            return trigger;
        } catch (PositionAutomaton.TooLarge e) {
            return Optional.empty();
        }
    }
}
