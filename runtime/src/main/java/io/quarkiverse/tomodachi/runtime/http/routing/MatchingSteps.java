package io.quarkiverse.tomodachi.runtime.http.routing;

import io.vertx.ext.web.RoutingContext;

/**
 * How much work one request may make with regular expressions that can go through a path many times. One step is one look at
 * one character.
 */
public final class MatchingSteps {

    /** Enough for a sensible expression and the longest path that servers take, and done in a few milliseconds. */
    public static final int LIMIT = 1_000_000;

    private static final String KEY = MatchingSteps.class.getName();

    private int left = LIMIT;

    /** What is left for the request, whoever of several looks at its path. */
    public static MatchingSteps of(RoutingContext context) {
        MatchingSteps steps = context.get(KEY);
        if (steps == null) {
            steps = new MatchingSteps();
            context.put(KEY, steps);
        }
        return steps;
    }

    /** Lets no further step be made. */
    void exhaust() {
        left = 0;
    }

    /** A text that counts how often it is looked at. */
    CharSequence count(String text) {
        return new Counted(text, this);
    }

    private record Counted(String text, MatchingSteps steps) implements CharSequence {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (steps.left-- <= 0) {
                steps.left = 0;
                throw new Exhausted();
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    /** Ends a match from within. */
    static final class Exhausted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Exhausted() {
            super(null, null, false, false);
        }
    }
}
