package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Capture;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Chars;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Choice;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Repeat.Mode;
import io.quarkiverse.tomodachi.runtime.http.routing.Expression.Sequence;

/** An expression with every choice made, such as whether an optional slash is there. */
record Variant(List<Item> items) {

    private static final int MOST = 32;
    private static final Variant EMPTY = new Variant(List.of());
    private static final List<Variant> EMPTY_ONLY = List.of(EMPTY);
    private static final List<Variant> ANYTHING = List.of(new Variant(List.of(new Anything())));

    /** A part of a variant. */
    sealed interface Item {
    }

    /** Text as it is. */
    record Literal(String text) implements Item {
    }

    /** Characters of a set, one after the other. */
    record Run(Chars chars, int min, int max) implements Item {

        boolean takesSlash() {
            return chars.possible().contains('/');
        }
    }

    /** Where the value of a group begins. */
    record Open(int group) implements Item {
    }

    /** Where the value of a group ends. */
    record Close(int group) implements Item {
    }

    /** Text that only {@code java.util.regex} can judge, perhaps none. */
    record Anything() implements Item {
    }

    /** The variants in the order in which a regular expression tries them; together they match at least what it matches. */
    static List<Variant> of(Expression expression) {
        if (expression instanceof Chars chars) {
            int single = literal(chars);
            return List.of(new Variant(
                    List.of(single >= 0 ? new Literal(Character.toString(single)) : new Run(chars, 1, 1))));
        }
        if (expression instanceof Sequence sequence) {
            return sequence(sequence);
        }
        if (expression instanceof Choice choice) {
            List<Variant> all = new ArrayList<>();
            choice.alternatives().forEach(alternative -> all.addAll(of(alternative)));
            return all.size() > MOST ? ANYTHING : all;
        }
        if (expression instanceof Capture capture) {
            Variant open = new Variant(List.of(new Open(capture.index())));
            Variant close = new Variant(List.of(new Close(capture.index())));
            return of(capture.body()).stream().map(body -> open.then(body).then(close)).toList();
        }
        return expression instanceof Repeat repeat ? repeat(repeat) : ANYTHING;
    }

    private static int literal(Expression expression) {
        return expression instanceof Chars chars && chars.isExact() ? chars.possible().single() : -1;
    }

    private static List<Variant> sequence(Sequence sequence) {
        List<Variant> all = EMPTY_ONLY;
        List<Expression> parts = sequence.parts();
        for (int i = 0; i < parts.size(); i++) {
            StringBuilder text = new StringBuilder();
            while (i < parts.size() && literal(parts.get(i)) >= 0) {
                text.appendCodePoint(literal(parts.get(i++)));
            }
            if (text.length() > 0) {
                Variant literal = new Variant(List.of(new Literal(text.toString())));
                all = all == EMPTY_ONLY ? List.of(literal) : all.stream().map(before -> before.then(literal)).toList();
            }
            if (i == parts.size()) {
                break;
            }
            List<Variant> next = of(parts.get(i));
            next = all.size() * next.size() > MOST ? ANYTHING : next;
            List<Variant> longer = new ArrayList<>();
            for (Variant before : all) {
                for (Variant after : next) {
                    longer.add(before.then(after));
                }
            }
            all = longer;
        }
        return all;
    }

    private static List<Variant> repeat(Repeat repeat) {
        boolean optional = repeat.min() == 0 && repeat.max() == 1 && repeat.mode() != Mode.POSSESSIVE;
        if (repeat.body() instanceof Chars chars && !(optional && chars.possible().single() >= 0)) {
            return List.of(new Variant(List.of(new Run(chars, repeat.min(), repeat.max()))));
        }
        if (!optional || repeat.body().length() == 0) {
            return ANYTHING;
        }
        List<Variant> all = new ArrayList<>(of(repeat.body()));
        if (all.size() >= MOST) {
            return ANYTHING;
        }
        all.add(repeat.mode() == Mode.GREEDY ? all.size() : 0, EMPTY);
        return all;
    }

    private Variant then(Variant next) {
        List<Item> joined = new ArrayList<>(items);
        for (Item item : next.items) {
            int last = joined.size() - 1;
            if (item instanceof Literal after && last >= 0 && joined.get(last) instanceof Literal before) {
                joined.set(last, new Literal(before.text() + after.text()));
            } else {
                joined.add(item);
            }
        }
        return new Variant(joined);
    }
}
