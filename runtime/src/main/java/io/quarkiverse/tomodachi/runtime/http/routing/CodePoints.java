package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Arrays;
import java.util.stream.IntStream;

/** A set of characters, by code point. */
final class CodePoints {

    static final CodePoints NONE = new CodePoints(new int[0]);
    static final CodePoints ALL = new CodePoints(new int[] { 0, Character.MAX_CODE_POINT + 1 });

    private static final CodePoints[] SINGLES = IntStream.range(0, 2 * Long.SIZE).mapToObj(c -> range(c, c))
            .toArray(CodePoints[]::new);
    private static final String SHOWN_FIRST = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-._~!";

    /** Ascending; at each of these membership changes. */
    private final int[] changes;
    private final long low;
    private final long high;

    private CodePoints(int[] changes) {
        this.changes = changes;
        this.low = bits(0);
        this.high = bits(Long.SIZE);
    }

    static CodePoints of(int codePoint) {
        return codePoint < SINGLES.length ? SINGLES[codePoint] : range(codePoint, codePoint);
    }

    /** @param last is in the set */
    static CodePoints range(int first, int last) {
        return new CodePoints(new int[] { first, last + 1 });
    }

    boolean contains(int codePoint) {
        if (codePoint < Long.SIZE) {
            return (low >>> codePoint & 1) != 0;
        }
        if (codePoint < 2 * Long.SIZE) {
            return (high >>> codePoint - Long.SIZE & 1) != 0;
        }
        return search(codePoint);
    }

    CodePoints or(CodePoints other) {
        return combine(other, true);
    }

    CodePoints and(CodePoints other) {
        return combine(other, false);
    }

    CodePoints minus(CodePoints other) {
        return and(other.not());
    }

    CodePoints not() {
        int end = Character.MAX_CODE_POINT + 1;
        boolean fromZero = changes.length > 0 && changes[0] == 0;
        boolean toEnd = changes.length > 0 && changes[changes.length - 1] == end;
        int[] kept = Arrays.copyOfRange(changes, fromZero ? 1 : 0, changes.length - (toEnd ? 1 : 0));
        IntStream toggled = IntStream.of(kept);
        toggled = fromZero ? toggled : IntStream.concat(IntStream.of(0), toggled);
        return new CodePoints((toEnd ? toggled : IntStream.concat(toggled, IntStream.of(end))).toArray());
    }

    boolean overlaps(CodePoints other) {
        return !and(other).isEmpty();
    }

    boolean isEmpty() {
        return changes.length == 0;
    }

    /** @return the only member, -1 if there are none or several */
    int single() {
        return changes.length == 2 && changes[0] + 1 == changes[1] ? changes[0] : -1;
    }

    /** A member to show to people, of a set that is not empty. */
    int example() {
        return SHOWN_FIRST.chars().filter(this::contains).findFirst().orElse(changes[0]);
    }

    private long bits(int from) {
        long bits = 0;
        for (int i = 0; i + 1 < changes.length && changes[i] < from + Long.SIZE; i += 2) {
            int first = Math.max(changes[i], from) - from;
            int last = Math.min(changes[i + 1], from + Long.SIZE) - from - 1;
            if (first <= last) {
                bits |= -1L << first & -1L >>> Long.SIZE - 1 - last;
            }
        }
        return bits;
    }

    private boolean search(int codePoint) {
        int index = Arrays.binarySearch(changes, codePoint);
        return ((index >= 0 ? index + 1 : -index - 1) & 1) != 0;
    }

    private CodePoints combine(CodePoints other, boolean either) {
        int[] merged = new int[changes.length + other.changes.length];
        int size = 0;
        int mine = 0;
        int theirs = 0;
        boolean member = false;
        while (mine < changes.length || theirs < other.changes.length) {
            int next = Math.min(mine < changes.length ? changes[mine] : Integer.MAX_VALUE,
                    theirs < other.changes.length ? other.changes[theirs] : Integer.MAX_VALUE);
            mine += mine < changes.length && changes[mine] == next ? 1 : 0;
            theirs += theirs < other.changes.length && other.changes[theirs] == next ? 1 : 0;
            boolean inMine = (mine & 1) != 0;
            boolean inTheirs = (theirs & 1) != 0;
            if (member != (either ? inMine || inTheirs : inMine && inTheirs)) {
                member = !member;
                merged[size++] = next;
            }
        }
        return new CodePoints(Arrays.copyOf(merged, size));
    }
}
