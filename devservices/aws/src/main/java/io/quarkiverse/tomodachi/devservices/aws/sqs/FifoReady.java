package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Oldest first within a group; a group with a message in flight is held back. */
final class FifoReady implements ReadyMessages {

    private static final class Group {
        private final String id;
        private final TreeSet<StoredMessage> messages = new TreeSet<>(StoredMessage.BY_ORDER);
        private int inFlight;

        Group(String id) {
            this.id = id;
        }

        long firstOrder() {
            return messages.first().order;
        }
    }

    private final Map<String, Group> groups = new HashMap<>();
    /** Groups with a message to hand out; a group is taken out before its first message changes. */
    private final TreeSet<Group> open = new TreeSet<>(Comparator.comparingLong(Group::firstOrder));
    private final List<Group> takenFrom = new ArrayList<>();
    private boolean receiving;
    private int size;

    @Override
    public void add(StoredMessage message) {
        Group group = groups.computeIfAbsent(message.groupId(), Group::new);
        close(group);
        if (group.messages.add(message)) {
            size++;
        }
        reopen(group);
    }

    @Override
    public void remove(StoredMessage message) {
        Group group = groups.get(message.groupId());
        if (group == null) {
            return;
        }
        close(group);
        if (group.messages.remove(message)) {
            size--;
        }
        reopen(group);
    }

    @Override
    public StoredMessage next() {
        return open.isEmpty() ? null : open.first().messages.first();
    }

    @Override
    public void taken(StoredMessage message) {
        Group group = groups.get(message.groupId());
        close(group);
        group.messages.remove(message);
        size--;
        group.inFlight++;
        if (receiving && !takenFrom.contains(group)) {
            takenFrom.add(group);
        }
        reopen(group);
    }

    @Override
    public void released(StoredMessage message) {
        Group group = groups.get(message.groupId());
        close(group);
        group.inFlight--;
        reopen(group);
    }

    @Override
    public void begin() {
        receiving = true;
    }

    @Override
    public void end() {
        receiving = false;
        takenFrom.forEach(this::close);
        takenFrom.clear();
    }

    @Override
    public int size() {
        return size;
    }

    private void close(Group group) {
        if (!group.messages.isEmpty()) {
            open.remove(group);
        }
    }

    private void reopen(Group group) {
        if (group.messages.isEmpty() && group.inFlight == 0) {
            groups.remove(group.id);
        } else if (!group.messages.isEmpty() && (group.inFlight == 0 || receiving && takenFrom.contains(group))) {
            open.add(group);
        }
    }
}
