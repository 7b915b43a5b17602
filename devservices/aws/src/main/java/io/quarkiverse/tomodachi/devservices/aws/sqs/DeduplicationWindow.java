package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Remembers for five minutes which deduplication ids were sent, and what the sender was told. */
public final class DeduplicationWindow {
    static final long MILLIS = 5 * 60 * 1000L;
    /** Beyond that the oldest are forgotten early, so that a flood cannot fill the memory. */
    static final int MAX_ENTRIES = 200_000;

    private record Entry(SentMessage sent, long expiresAt) {
    }

    private final Map<String, Entry> entries = new LinkedHashMap<>();

    /** What the first sender of the id was told, or null. */
    public SentMessage find(String id, long now) {
        expire(now);
        Entry entry = entries.get(id);
        return entry == null ? null : entry.sent();
    }

    public void put(String id, SentMessage sent, long now) {
        expire(now);
        entries.put(id, new Entry(sent, now + MILLIS));
    }

    int size() {
        return entries.size();
    }

    /** Forgets what is older than the window. */
    public void expire(long now) {
        Iterator<Entry> oldest = entries.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().expiresAt() > now && entries.size() < MAX_ENTRIES) {
                return;
            }
            oldest.remove();
        }
    }
}
