package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers for five minutes what the attempts to receive from a FIFO queue got, for clients that lost the answer. */
final class ReceiveAttempts {
    private static final long MILLIS = 5 * 60 * 1000L;
    private static final int MAX_ENTRIES = 10_000;

    private record Attempt(List<ReceivedMessage> received, List<String> receipts, long expiresAt) {
    }

    private final Map<String, Attempt> attempts = new LinkedHashMap<>();

    /** What the attempt got, as long as nothing was done with it since; else null. */
    List<ReceivedMessage> find(String id, long now) {
        expire(now);
        Attempt attempt = attempts.get(id);
        if (attempt == null) {
            return null;
        }
        for (int i = 0; i < attempt.received().size(); i++) {
            StoredMessage message = attempt.received().get(i).message();
            if (!message.inFlight || !attempt.receipts().get(i).equals(message.receipt)) {
                return null;
            }
        }
        return attempt.received();
    }

    void put(String id, List<ReceivedMessage> received, long now) {
        if (!received.isEmpty()) {
            attempts.remove(id);
            attempts.put(id, new Attempt(received, received.stream().map(one -> one.message().receipt).toList(), now + MILLIS));
        }
    }

    void expire(long now) {
        Iterator<Attempt> oldest = attempts.values().iterator();
        while (oldest.hasNext()) {
            if (oldest.next().expiresAt() > now && attempts.size() < MAX_ENTRIES) {
                return;
            }
            oldest.remove();
        }
    }
}
