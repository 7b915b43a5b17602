package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Acknowledgements of one channel on their way to the broker. Those that wait are written together: where every message up to
 * one has been settled, one frame tells it for all of them. None waits for a message that is still being handled.
 * <p>
 * Delivery tags of a channel are 1, 2, 3 and so on. All but {@link #add} is for one thread at a time.
 */
final class Acknowledgements {

    private static final int PLACES = 64;

    /** Guarded by this. */
    private long[] waiting = new long[PLACES];
    private int count;

    /** What was written last, used anew with the next ones. */
    private long[] written = new long[PLACES];
    /** What is settled of the tags after {@link #before}. */
    private final BitSet settled = new BitSet();
    private long before;

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
        while (together < count && tags[together] <= before) {
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
        int length = settled.nextClearBit(0);
        if (length > 0) {
            before += length;
            BitSet rest = settled.get(length, Math.max(length, settled.length()));
            settled.clear();
            settled.or(rest);
        }
    }

    private void settle(long tag) {
        if (tag > before) {
            settled.set(Math.toIntExact(tag - before - 1));
        }
    }

    /** Writes one frame. */
    interface Writer {

        /** @param multiple for all earlier messages, too */
        void acknowledge(long tag, boolean multiple) throws IOException;
    }
}
