package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Looks for a text that leads from a state back to itself in two ways. Repeated n times it can be matched in 2<sup>n</sup>
 * ways, all of which are tried when what follows does not match.
 */
final class Ambiguity {

    /** More pairs of states than this are not looked at; the limit of steps holds for what is not found. */
    private static final int MOST_PAIRS = 200_000;

    private final PositionAutomaton automaton;
    private int pairs;

    /**
     * What sets the search off.
     *
     * @param beginning the text that leads there
     * @param repeated the text with two ways
     */
    record Trigger(String beginning, String repeated) {

        private static final int REPETITIONS = 3;

        String describe() {
            return "a path that begins with '" + beginning + repeated.repeat(REPETITIONS) + "', goes on repeating '" + repeated
                    + "' and does not match can be taken apart in exponentially many ways";
        }
    }

    private record Pair(int left, int right) {

        boolean isSame() {
            return left == right;
        }
    }

    private record Step(Pair to, CodePoints characters) {
    }

    private record Arrival(Pair from, int character) {
    }

    private Ambiguity(PositionAutomaton automaton) {
        this.automaton = automaton;
    }

    static Optional<Trigger> find(PositionAutomaton automaton) {
        return new Ambiguity(automaton).find();
    }

    private Optional<Trigger> find() {
        for (int state = 0; state < automaton.size() && pairs < MOST_PAIRS; state++) {
            String repeated = twice(state);
            if (repeated != null) {
                return Optional.of(new Trigger(beginning(state), repeated));
            }
        }
        return Optional.empty();
    }

    /** @return a text that leads from the state to itself in two ways */
    private String twice(int state) {
        Set<Integer> cycle = cycle(state);
        if (cycle.isEmpty()) {
            return null;
        }
        Pair home = new Pair(state, state);
        Map<Pair, Arrival> reached = new HashMap<>();
        Deque<Pair> waiting = new ArrayDeque<>(List.of(home));
        Set<Pair> seen = new HashSet<>(waiting);
        while (!waiting.isEmpty() && pairs++ < MOST_PAIRS) {
            Pair from = waiting.poll();
            for (Step step : steps(from, cycle)) {
                int character = step.characters().example();
                boolean twoWays = from.isSame() && step.to().isSame() && automaton.next(from.left()).get(step.to().left()) > 1;
                if (twoWays) {
                    String back = step.to().equals(home) ? "" : path(step.to(), home, cycle);
                    return text(home, from, reached) + Character.toString(character) + back;
                }
                if (seen.add(step.to())) {
                    reached.put(step.to(), new Arrival(from, character));
                    waiting.add(step.to());
                    String back = step.to().isSame() ? null : path(step.to(), home, cycle);
                    if (back != null) {
                        return text(home, step.to(), reached) + back;
                    }
                }
            }
        }
        return null;
    }

    /** The states on the ways from a state to itself. */
    private Set<Integer> cycle(int state) {
        Set<Integer> after = reachable(state, -1);
        if (!after.contains(state)) {
            return Set.of();
        }
        after.removeIf(other -> other != state && !reachable(other, state).contains(state));
        return after;
    }

    private Set<Integer> reachable(int state, int wanted) {
        Set<Integer> reached = new HashSet<>();
        Deque<Integer> waiting = new ArrayDeque<>(List.of(state));
        while (!waiting.isEmpty() && !reached.contains(wanted)) {
            int from = waiting.poll();
            for (int to : automaton.next(from).keySet()) {
                if (!reached.contains(to) && !automaton.certain(from, to).isEmpty()) {
                    reached.add(to);
                    waiting.add(to);
                }
            }
        }
        return reached;
    }

    private List<Step> steps(Pair from, Set<Integer> within) {
        List<Step> steps = new ArrayList<>();
        for (int left : automaton.next(from.left()).keySet()) {
            for (int right : automaton.next(from.right()).keySet()) {
                if (within.contains(left) && within.contains(right)) {
                    CodePoints both = automaton.certain(from.left(), left).and(automaton.certain(from.right(), right));
                    if (!both.isEmpty()) {
                        steps.add(new Step(new Pair(left, right), both));
                    }
                }
            }
        }
        return steps;
    }

    /** @return a text that leads from one pair to the other, {@code null} if there is none */
    private String path(Pair start, Pair end, Set<Integer> within) {
        Map<Pair, Arrival> reached = new HashMap<>();
        Deque<Pair> waiting = new ArrayDeque<>(List.of(start));
        Set<Pair> seen = new HashSet<>(waiting);
        while (!waiting.isEmpty() && pairs++ < MOST_PAIRS) {
            Pair from = waiting.poll();
            for (Step step : steps(from, within)) {
                if (seen.add(step.to())) {
                    reached.put(step.to(), new Arrival(from, step.characters().example()));
                    waiting.add(step.to());
                    if (step.to().equals(end)) {
                        return text(start, end, reached);
                    }
                }
            }
        }
        return null;
    }

    private static String text(Pair start, Pair end, Map<Pair, Arrival> reached) {
        StringBuilder text = new StringBuilder();
        for (Pair at = end; !at.equals(start); at = reached.get(at).from()) {
            text.insert(0, Character.toString(reached.get(at).character()));
        }
        return text.toString();
    }

    /** The shortest text that leads to a state. */
    private String beginning(int state) {
        Map<Integer, String> texts = new HashMap<>();
        Deque<Integer> waiting = new ArrayDeque<>();
        for (int first : automaton.start().keySet()) {
            if (!automaton.certain(first).isEmpty()) {
                texts.put(first, Character.toString(automaton.certain(first).example()));
                waiting.add(first);
            }
        }
        while (!waiting.isEmpty() && !texts.containsKey(state)) {
            int from = waiting.poll();
            for (int to : automaton.next(from).keySet()) {
                CodePoints characters = automaton.certain(from, to);
                if (!texts.containsKey(to) && !characters.isEmpty()) {
                    texts.put(to, texts.get(from) + Character.toString(characters.example()));
                    waiting.add(to);
                }
            }
        }
        return texts.getOrDefault(state, "");
    }
}
