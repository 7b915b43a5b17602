package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/**
 * How much may be on its way at the same time. Those that find no room wait in their order, with nothing but what they were
 * given: the message is written when there is room.
 */
public final class Room {

    private static final CompletableFuture<Void> AT_ONCE = CompletableFuture.completedFuture(null);

    private final int maxMessages;
    private final long maxBytes;
    private final Queue<Entry> waiting = new ArrayDeque<>();
    private int messages;
    private long bytes;
    /** How many have waited and are about to be written; none may overtake them. */
    private int writing;
    /** The last one that came of those that are filled. */
    private Entry last;

    /**
     * @param maxMessages how many messages
     * @param maxBytes how many bytes; the last ones that were let in may exceed it
     */
    public Room(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** Takes the room of one message. */
    synchronized Entry enter() {
        if (waiting.isEmpty() && writing == 0 && hasRoom()) {
            messages++;
            return new Entry(false);
        }
        Entry entry = new Entry(true);
        waiting.add(entry);
        return entry;
    }

    private void admit() {
        for (Entry next = next(); next != null; next = next()) {
            if (!next.admitted.complete(null)) {
                // nobody waits for it any more
                next.forget();
            }
        }
    }

    private synchronized Entry next() {
        if (waiting.isEmpty() || !hasRoom()) {
            return null;
        }
        messages++;
        writing++;
        return waiting.remove();
    }

    private boolean hasRoom() {
        return messages < maxMessages && bytes < maxBytes;
    }

    /** Whether there are messages in it. */
    synchronized boolean isFilled() {
        return last != null;
    }

    /** The messages that are in it, in the order in which they were written. */
    synchronized List<Publication> publications() {
        List<Publication> inside = new ArrayList<>();
        for (Entry entry = last; entry != null; entry = entry.before) {
            inside.add(entry.publication);
        }
        Collections.reverse(inside);
        return inside;
    }

    /** The room of one message. Those that are filled know their neighbours: each one leaves at once, and leaves nothing. */
    final class Entry {

        private final boolean waits;
        private final CompletableFuture<Void> admitted;
        private Publication publication;
        private Entry before;
        private Entry after;

        Entry(boolean waits) {
            this.waits = waits;
            this.admitted = waits ? new CompletableFuture<>() : AT_ONCE;
        }

        /** Completes when there is room. Whoever gives up waiting cancels it. */
        CompletableFuture<Void> admitted() {
            return admitted;
        }

        /** Once it was admitted: what it is the room of. */
        void fill(Publication written) {
            synchronized (Room.this) {
                publication = written;
                bytes += written.bytes();
                before = last;
                if (before != null) {
                    before.after = this;
                }
                last = this;
                writing -= waits ? 1 : 0;
            }
            if (waits) {
                admit();
            }
        }

        /** Once it was filled: gives the room free. */
        void leave() {
            boolean others;
            synchronized (Room.this) {
                messages--;
                bytes -= publication.bytes();
                unlink();
                others = !waiting.isEmpty();
            }
            if (others) {
                admit();
            }
        }

        private void unlink() {
            if (after == null) {
                last = before;
            } else {
                after.before = before;
            }
            if (before != null) {
                before.after = after;
            }
            before = null;
            after = null;
        }

        /** In place of filling it, if nothing could be written. */
        void giveBack() {
            forget();
            admit();
        }

        private void forget() {
            synchronized (Room.this) {
                messages--;
                writing -= waits ? 1 : 0;
            }
        }
    }
}
