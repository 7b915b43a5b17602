package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.List;

/** A regular expression, as far as its structure is understood. */
sealed interface Expression {

    Expression EMPTY = new Sequence(List.of());

    /** @return how many characters every match has, -1 if that differs */
    int length();

    /**
     * One character.
     *
     * @param possible holds every character that matches, and others where the class is not fully known
     * @param certain the characters of which it is known that they match
     */
    record Chars(CodePoints possible, CodePoints certain) implements Expression {

        static Chars of(CodePoints exactly) {
            return new Chars(exactly, exactly);
        }

        boolean isExact() {
            return possible == certain;
        }

        @Override
        public int length() {
            return 1;
        }
    }

    /** One after the other. */
    record Sequence(List<Expression> parts) implements Expression {

        @Override
        public int length() {
            int sum = 0;
            for (Expression part : parts) {
                if (part.length() < 0) {
                    return -1;
                }
                sum += part.length();
            }
            return sum;
        }
    }

    /** Alternatives in order of preference. */
    record Choice(List<Expression> alternatives) implements Expression {

        @Override
        public int length() {
            int first = alternatives.get(0).length();
            return alternatives.stream().allMatch(one -> one.length() == first) ? first : -1;
        }
    }

    /** @param max {@link #UNLIMITED} if there is none */
    record Repeat(Expression body, int min, int max, Mode mode) implements Expression {

        static final int UNLIMITED = Integer.MAX_VALUE;

        enum Mode {
            GREEDY,
            LAZY,
            POSSESSIVE
        }

        @Override
        public int length() {
            return min == max && body.length() >= 0 ? min * body.length() : -1;
        }
    }

    /** A named group. */
    record Capture(int index, Expression body) implements Expression {

        @Override
        public int length() {
            return body.length();
        }
    }

    /**
     * What is left to {@code java.util.regex}.
     *
     * @param consumed what is known of the text that it takes
     * @param aside an expression that is matched without taking text
     */
    record Opaque(Expression consumed, Expression aside) implements Expression {

        static final Opaque CONDITION = new Opaque(EMPTY, EMPTY);

        @Override
        public int length() {
            return -1;
        }
    }
}
