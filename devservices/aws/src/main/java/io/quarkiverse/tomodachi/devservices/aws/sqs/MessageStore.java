package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The messages of a queue in their three states: ready, in flight and delayed. */
final class MessageStore {
    private final ReadyMessages ready;
    private final StorageLimit storage;
    /** In flight or delayed, the next to show first. */
    private final TreeSet<StoredMessage> hidden = new TreeSet<>(StoredMessage.BY_VISIBLE_AT);
    private final TreeSet<StoredMessage> byAge = new TreeSet<>(StoredMessage.BY_AGE);
    private final Map<String, StoredMessage> byId = new HashMap<>();
    private int inFlight;

    MessageStore(ReadyMessages ready, StorageLimit storage) {
        this.ready = ready;
        this.storage = storage;
    }

    ReadyMessages ready() {
        return ready;
    }

    StoredMessage find(String id) {
        return byId.get(id);
    }

    /** Adds a message that shows at its {@code visibleAt}. */
    void add(StoredMessage message, long now) {
        byId.put(message.id, message);
        storage.added(message);
        byAge.add(message);
        if (message.visibleAt > now) {
            hidden.add(message);
        } else {
            ready.add(message);
        }
    }

    void remove(StoredMessage message) {
        byId.remove(message.id);
        storage.removed(message);
        byAge.remove(message);
        if (!hidden.remove(message)) {
            ready.remove(message);
        }
        endFlight(message);
    }

    /** Takes a ready message into flight. */
    void take(StoredMessage message, long visibleAt) {
        ready.taken(message);
        message.inFlight = true;
        inFlight++;
        message.visibleAt = visibleAt;
        hidden.add(message);
    }

    /** Changes when a message in flight shows again. */
    void postpone(StoredMessage message, long visibleAt) {
        hidden.remove(message);
        message.visibleAt = visibleAt;
        hidden.add(message);
    }

    /** Lets show what is due and drops what is older than the retention. */
    void advance(long now, long retentionMillis) {
        while (!hidden.isEmpty() && hidden.first().visibleAt <= now) {
            StoredMessage message = hidden.pollFirst();
            ready.add(message);
            endFlight(message);
        }
        while (!byAge.isEmpty() && byAge.first().sentAt + retentionMillis <= now) {
            remove(byAge.first());
        }
    }

    private void endFlight(StoredMessage message) {
        if (message.inFlight) {
            message.inFlight = false;
            inFlight--;
            ready.released(message);
        }
    }

    void clear() {
        List.copyOf(byAge).forEach(this::remove);
    }

    /** When the next hidden message shows, or {@link Long#MAX_VALUE}. */
    long nextVisibleAt() {
        return hidden.isEmpty() ? Long.MAX_VALUE : hidden.first().visibleAt;
    }

    /** Neither in flight nor delayed, the oldest first. */
    List<StoredMessage> visible() {
        List<StoredMessage> visible = new ArrayList<>(byAge);
        visible.removeIf(hidden::contains);
        return visible;
    }

    int readyCount() {
        return ready.size();
    }

    int inFlightCount() {
        return inFlight;
    }

    int delayedCount() {
        return hidden.size() - inFlight;
    }
}
