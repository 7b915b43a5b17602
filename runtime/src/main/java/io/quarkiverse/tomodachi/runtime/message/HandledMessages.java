package io.quarkiverse.tomodachi.runtime.message;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The messages that one method handles and has handled, by their UUIDs, so that copies of them are found. */
final class HandledMessages {

    private final long window;
    private final int limit;
    private final LongSupplier nanoTime;
    private final Map<String, CompletableFuture<Boolean>> running = new HashMap<>();
    /** The time of their success, the oldest first. */
    private final LinkedHashMap<String, Long> handled = new LinkedHashMap<>();

    HandledMessages(Duration window, int limit, LongSupplier nanoTime) {
        this.window = window.toNanos();
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a message for one delivery of it, which has to {@link #end} then.
     *
     * @throws DuplicateMessageException if it was handled within the window, or another delivery has it
     */
    synchronized void begin(String uuid) {
        forgetOld();
        if (handled.containsKey(uuid)) {
            throw new DuplicateMessageException(CompletableFuture.completedFuture(true));
        }
        CompletableFuture<Boolean> other = running.putIfAbsent(uuid, new CompletableFuture<>());
        if (other != null) {
            throw new DuplicateMessageException(other);
        }
    }

    /** @param success whether copies of the message need not be handled any more; if not, the next one takes its place */
    void end(String uuid, boolean success) {
        CompletableFuture<Boolean> waiting;
        synchronized (this) {
            waiting = running.remove(uuid);
            if (success) {
                handled.put(uuid, nanoTime.getAsLong());
                forgetOld();
            }
        }
        waiting.complete(success);
    }

    synchronized int size() {
        return running.size() + handled.size();
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Long> times = handled.values().iterator();
        while (times.hasNext() && (now - times.next() > window || handled.size() > limit)) {
            times.remove();
        }
    }
}
