package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Acknowledgements of one channel on their way to the broker. Those that wait are written together: where every message up to
 * one has been settled, one frame tells it for all of them. None waits for a message that is still being handled.
 * <p>
 * Delivery tags of a channel are 1, 2, 3 and so on. All but {@link #add} is for one thread at a time.
 * <p>
 * What it takes does not grow with how long a message has no outcome, while others come and go.
 */
final class Acknowledgements {

    private static final int PLACES = 64;
    /** How far the first message without an outcome is looked for behind those that have one. */
    private static final int FARTHEST = 1 << 20;

    /** Guarded by this. */
    private long[] waiting = new long[PLACES];
    private int count;

    /** What was written last, used anew with the next ones. */
    private long[] written = new long[PLACES];
    /** What is settled of the tags after {@link #before}. */
    private final BitSet settled = new BitSet();
    private long before;
    /** What is not settled up to {@link #before}: few, which take long. */
    private final Set<Long> late = new HashSet<>();

    /** @return how many wait now */
    synchronized int add(long tag) {
        if (count == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * count);
        }
        waiting[count] = tag;
        return ++count;
    }

    /** The message was settled in another way. */
    void skip(long tag) {
        settle(tag);
        forgetSettled();
    }

    /**
     * Writes what waits.
     *
     * @return how many acknowledgements that were
     */
    int write(Writer writer) throws IOException {
        int taken = take();
        Arrays.sort(written, 0, taken);
        write(written, taken, writer);
        return taken;
    }

    private synchronized int take() {
        int taken = count;
        long[] tags = waiting;
        waiting = written;
        written = tags;
        count = 0;
        return taken;
    }

    private void write(long[] tags, int count, Writer writer) throws IOException {
        for (int i = 0; i < count; i++) {
            settle(tags[i]);
        }
        forgetSettled();
        int together = 0;
        while (late.isEmpty() && together < count && tags[together] <= before) {
            together++;
        }
        if (together > 0) {
            writer.acknowledge(tags[together - 1], together > 1);
        }
        for (int i = together; i < count; i++) {
            writer.acknowledge(tags[i], false);
        }
    }

    private void forgetSettled() {
        forget(settled.nextClearBit(0));
    }

    private void forget(int length) {
        if (length > 0) {
            before += length;
            BitSet rest = settled.get(length, Math.max(length, settled.length()));
            settled.clear();
            settled.or(rest);
        }
    }

    private void settle(long tag) {
        if (tag > before) {
            while (tag - before > FARTHEST) {
                leaveBehind();
            }
            settled.set((int) (tag - before - 1));
        } else if (!late.isEmpty()) {
            late.remove(tag);
        }
    }

    /** Keeps of the first half what is not settled, instead of all that is. */
    private void leaveBehind() {
        int half = FARTHEST / 2;
        for (int open = settled.nextClearBit(0); open < half; open = settled.nextClearBit(open + 1)) {
            late.add(before + open + 1);
        }
        forget(half);
    }

    /** For how many messages it keeps something now. */
    int places() {
        return settled.size() + late.size();
    }

    /** Writes one frame. */
    interface Writer {

        /** @param multiple for all earlier messages, too */
        void acknowledge(long tag, boolean multiple) throws IOException;
    }
}
