package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.util.ArrayDeque;
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

    /** The room of one message. */
    final class Entry {

        private final boolean waits;
        private final CompletableFuture<Void> admitted;
        private int size;

        Entry(boolean waits) {
            this.waits = waits;
            this.admitted = waits ? new CompletableFuture<>() : AT_ONCE;
        }

        /** Completes when there is room. Whoever gives up waiting cancels it. */
        CompletableFuture<Void> admitted() {
            return admitted;
        }

        /** Once it was admitted: tells how large the message is. */
        void fill(int bytesOfMessage) {
            synchronized (Room.this) {
                size = bytesOfMessage;
                bytes += size;
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
                bytes -= size;
                others = !waiting.isEmpty();
            }
            if (others) {
                admit();
            }
        }

        private void forget() {
            synchronized (Room.this) {
                messages--;
                writing--;
            }
        }
    }
}
