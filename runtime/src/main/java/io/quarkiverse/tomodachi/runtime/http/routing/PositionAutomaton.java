package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Capture;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Chars;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Choice;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Opaque;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat.Mode;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Sequence;

/**
 * The automaton whose states are the places of an expression where a character is taken. Between two states it knows in how
 * many ways the expression comes from one to the other, because a search that steps back tries each of them.
 */
final class PositionAutomaton {

    private static final int MOST_POSITIONS = 400;
    /** Repetitions up to here are written out; more, of what differs in length, are taken for any number of them. */
    private static final int WRITTEN_OUT = 4;
    private static final int SEVERAL = 2;

    private final List<Chars> positions = new ArrayList<>();
    private final List<Map<Integer, Integer>> ways = new ArrayList<>();
    /** States that are left only when no character of theirs follows. */
    private final List<Boolean> exhaustive = new ArrayList<>();
    private final List<Expression> asides = new ArrayList<>();
    private boolean exact = true;
    private Fragment whole;

    /** What an expression begins and ends with, and in how many ways it takes nothing. */
    private record Fragment(int empty, Map<Integer, Integer> first, Map<Integer, Integer> last) {

        static final Fragment EMPTY = new Fragment(1, Map.of(), Map.of());
    }

    static final class TooLarge extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooLarge() {
            super(null, null, false, false);
        }
    }

    private PositionAutomaton() {
    }

    /** @throws TooLarge if the expression has more than some hundred places */
    static PositionAutomaton of(Expression expression) {
        PositionAutomaton automaton = new PositionAutomaton();
        automaton.whole = automaton.build(expression);
        return automaton;
    }

    int size() {
        return positions.size();
    }

    Map<Integer, Integer> start() {
        return whole.first();
    }

    Map<Integer, Integer> next(int position) {
        return ways.get(position);
    }

    /** Expressions that are matched on the side. */
    List<Expression> asides() {
        return asides;
    }

    /** The characters, as far as known, that lead from one state to another. */
    CodePoints certain(int from, int to) {
        CodePoints characters = positions.get(to).certain();
        return exhaustive.get(from) && from != to ? characters.minus(positions.get(from).possible()) : characters;
    }

    CodePoints certain(int first) {
        return positions.get(first).certain();
    }

    private CodePoints possible(int from, int to) {
        CodePoints characters = positions.get(to).possible();
        return from >= 0 && exhaustive.get(from) && from != to ? characters.minus(positions.get(from).certain()) : characters;
    }

    /** Whether every beginning of a path is matched in one way at most, so that stepping back cannot multiply. */
    boolean isDeterministic() {
        if (!exact || whole.empty() > 1 || !isUnambiguous(-1, whole.first())) {
            return false;
        }
        for (int position = 0; position < size(); position++) {
            if (whole.last().getOrDefault(position, 0) > 1 || !isUnambiguous(position, ways.get(position))) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnambiguous(int from, Map<Integer, Integer> targets) {
        CodePoints seen = CodePoints.NONE;
        for (Map.Entry<Integer, Integer> target : targets.entrySet()) {
            CodePoints characters = possible(from, target.getKey());
            if (!characters.isEmpty() && (target.getValue() > 1 || seen.overlaps(characters))) {
                return false;
            }
            seen = seen.or(characters);
        }
        return true;
    }

    private Fragment build(Expression expression) {
        if (expression instanceof Chars chars) {
            return position(chars, false);
        }
        if (expression instanceof Sequence sequence) {
            Fragment all = Fragment.EMPTY;
            for (Expression part : sequence.parts()) {
                all = join(all, build(part));
            }
            return all;
        }
        if (expression instanceof Choice choice) {
            Fragment all = new Fragment(0, Map.of(), Map.of());
            for (Expression alternative : choice.alternatives()) {
                all = either(all, build(alternative));
            }
            return all;
        }
        if (expression instanceof Capture capture) {
            return build(capture.body());
        }
        if (expression instanceof Repeat repeat) {
            return repeat(repeat);
        }
        Opaque opaque = (Opaque) expression;
        exact = false;
        asides.add(opaque.aside());
        return build(opaque.consumed());
    }

    private Fragment position(Chars chars, boolean untilOther) {
        if (positions.size() == MOST_POSITIONS) {
            throw new TooLarge();
        }
        positions.add(chars);
        ways.add(new HashMap<>());
        exhaustive.add(untilOther);
        Map<Integer, Integer> self = Map.of(positions.size() - 1, 1);
        return new Fragment(0, self, self);
    }

    private Fragment repeat(Repeat repeat) {
        boolean unlimited = repeat.max() == Repeat.UNLIMITED;
        if (unlimited && repeat.min() <= 1 && repeat.mode() == Mode.POSSESSIVE && repeat.body() instanceof Chars chars) {
            Fragment run = loop(position(chars, true));
            return repeat.min() == 0 ? either(run, Fragment.EMPTY) : run;
        }
        exact &= repeat.mode() != Mode.POSSESSIVE || repeat.body() instanceof Chars;
        boolean fixed = repeat.body().length() > 0;
        int copies = fixed || repeat.min() <= WRITTEN_OUT ? repeat.min() : 1;
        boolean looping = unlimited || copies < repeat.min() || repeat.max() - repeat.min() > WRITTEN_OUT;
        Fragment all = Fragment.EMPTY;
        for (int i = 0; i < copies; i++) {
            Fragment copy = build(repeat.body());
            all = join(all, looping && i == copies - 1 ? loop(copy) : copy);
        }
        if (looping && copies == 0) {
            all = either(loop(build(repeat.body())), Fragment.EMPTY);
        }
        if (!looping) {
            all = join(all, options(repeat.body(), repeat.max() - repeat.min()));
        }
        boolean simplified = looping && (!unlimited || copies < repeat.min());
        exact &= !simplified || fixed;
        return all;
    }

    private Fragment options(Expression body, int count) {
        Fragment all = Fragment.EMPTY;
        for (int i = 0; i < count; i++) {
            all = either(join(build(body), all), Fragment.EMPTY);
        }
        return all;
    }

    private Fragment loop(Fragment body) {
        connect(body.last(), body.first());
        return body;
    }

    private Fragment join(Fragment before, Fragment after) {
        connect(before.last(), after.first());
        return new Fragment(Math.min(SEVERAL, before.empty() * after.empty()),
                sum(before.first(), 1, after.first(), before.empty()), sum(after.last(), 1, before.last(), after.empty()));
    }

    private static Fragment either(Fragment one, Fragment other) {
        return new Fragment(Math.min(SEVERAL, one.empty() + other.empty()), sum(one.first(), 1, other.first(), 1),
                sum(one.last(), 1, other.last(), 1));
    }

    private void connect(Map<Integer, Integer> from, Map<Integer, Integer> to) {
        from.forEach((source, leaving) -> to.forEach((target, entering) -> {
            boolean own = source.equals(target) && exhaustive.get(source);
            int count = own ? 1 : Math.min(SEVERAL, leaving * entering);
            ways.get(source).merge(target, count, (a, b) -> own ? 1 : Math.min(SEVERAL, a + b));
        }));
    }

    private static Map<Integer, Integer> sum(Map<Integer, Integer> one, int timesOne, Map<Integer, Integer> other,
            int timesOther) {
        Map<Integer, Integer> sum = new HashMap<>();
        one.forEach((position, count) -> sum.put(position, count * timesOne));
        if (timesOther > 0) {
            other.forEach((position, count) -> sum.merge(position, Math.min(SEVERAL, count * timesOther),
                    (a, b) -> Math.min(SEVERAL, a + b)));
        }
        return sum;
    }
}
