package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.TreeSet;

/** Oldest first; nothing holds anything back. */
final class StandardReady implements ReadyMessages {
    private final TreeSet<StoredMessage> messages = new TreeSet<>(StoredMessage.BY_ORDER);

    @Override
    public void add(StoredMessage message) {
        messages.add(message);
    }

    @Override
    public void remove(StoredMessage message) {
        messages.remove(message);
    }

    @Override
    public StoredMessage next() {
        return messages.isEmpty() ? null : messages.first();
    }

    @Override
    public void taken(StoredMessage message) {
        messages.remove(message);
    }

    @Override
    public void released(StoredMessage message) {
        // nothing was held back
    }

    @Override
    public void begin() {
        // receives do not touch each other
    }

    @Override
    public void end() {
        // receives do not touch each other
    }

    @Override
    public int size() {
        return messages.size();
    }
}
