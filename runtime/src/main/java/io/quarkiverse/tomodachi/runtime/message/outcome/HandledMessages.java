package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** The messages that one method handles and has handled, by their UUIDs, so that copies of them are found. */
public final class HandledMessages {

    /** Those of the Python library have 73 characters; what is longer comes from somebody else, and may be of any length. */
    private static final int LONGEST_KEPT = 128;

    private final long window;
    private final int limit;
    private final LongSupplier nanoTime;
    private final Map<String, CompletableFuture<Boolean>> running = new HashMap<>();
    /** The time of their success, the oldest first. */
    private final LinkedHashMap<String, Long> handled = new LinkedHashMap<>();

    public HandledMessages(Duration window, int limit, LongSupplier nanoTime) {
        this.window = window.toNanos();
        this.limit = limit;
        this.nanoTime = nanoTime;
    }

    /**
     * Takes a message for one delivery of it, which has to {@link #end} then.
     *
     * @throws DuplicateMessageException if it was handled within the window, or another delivery has it
     */
    public synchronized void begin(String uuid) {
        String key = key(uuid);
        forgetOld();
        if (handled.containsKey(key)) {
            throw new DuplicateMessageException(CompletableFuture.completedFuture(true));
        }
        CompletableFuture<Boolean> other = running.putIfAbsent(key, new CompletableFuture<>());
        if (other != null) {
            throw new DuplicateMessageException(other);
        }
    }

    /** @param success whether copies of the message need not be handled any more; if not, the next one takes its place */
    public void end(String uuid, boolean success) {
        CompletableFuture<Boolean> waiting;
        String key = key(uuid);
        synchronized (this) {
            waiting = running.remove(key);
            if (success) {
                handled.put(key, nanoTime.getAsLong());
                forgetOld();
            }
        }
        waiting.complete(success);
    }

    synchronized int size() {
        return running.size() + handled.size();
    }

    /** Of bounded length, so that the number of messages bounds the memory. */
    private static String key(String uuid) {
        if (uuid.length() <= LONGEST_KEPT) {
            return uuid;
        }
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(uuid.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private void forgetOld() {
        long now = nanoTime.getAsLong();
        Iterator<Long> times = handled.values().iterator();
        while (times.hasNext() && (now - times.next() > window || handled.size() > limit)) {
            times.remove();
        }
    }
}
