package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/**
 * For FIFO topics and queues: one message of each group at a time. If two of a group shared a call and the first one alone
 * failed, it would be sent again after the second one.
 */
final class GroupBacklog implements Backlog {

    private final Map<String, Group> groups = new HashMap<>();
    /** Those with a message that may go. */
    private final Deque<Group> ready = new ArrayDeque<>();

    @Override
    public void add(Publication publication) {
        Group group = groups.computeIfAbsent(publication.content().groupId(), Group::new);
        group.waiting.addLast(publication);
        if (!group.busy && group.waiting.size() == 1) {
            ready.addLast(group);
        }
    }

    @Override
    public Publication peek() {
        while (!ready.isEmpty()) {
            Group group = ready.peekFirst();
            while (!group.waiting.isEmpty() && group.waiting.peekFirst().isDone()) {
                group.waiting.pollFirst();
            }
            if (!group.waiting.isEmpty()) {
                return group.waiting.peekFirst();
            }
            ready.pollFirst();
            groups.remove(group.id);
        }
        return null;
    }

    @Override
    public Publication poll() {
        Group group = ready.pollFirst();
        group.busy = true;
        return group.waiting.pollFirst();
    }

    @Override
    public void putBack(Publication publication) {
        Group group = groups.get(publication.content().groupId());
        group.busy = false;
        group.waiting.addFirst(publication);
        ready.addFirst(group);
    }

    @Override
    public void done(Publication publication) {
        Group group = groups.get(publication.content().groupId());
        group.busy = false;
        if (group.waiting.isEmpty()) {
            groups.remove(group.id);
        } else {
            ready.addLast(group);
        }
    }

    @Override
    public int ready() {
        return ready.size();
    }

    @Override
    public void purge() {
        groups.values().forEach(group -> group.waiting.removeIf(Publication::isDone));
        ready.removeIf(group -> group.waiting.isEmpty());
        groups.values().removeIf(group -> !group.busy && group.waiting.isEmpty());
    }

    private static final class Group {

        final String id;
        final Deque<Publication> waiting = new ArrayDeque<>();
        /** While one of its messages is under way, or waits for another attempt. */
        boolean busy;

        Group(String id) {
            this.id = id;
        }
    }
}
