package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.util.ArrayDeque;
import java.util.Deque;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

/** For standard topics and queues: one after the other, as many at a time as go. */
final class StandardBacklog implements Backlog {

    private final Deque<Publication> waiting = new ArrayDeque<>();

    @Override
    public void add(Publication publication) {
        waiting.addLast(publication);
    }

    @Override
    public Publication peek() {
        while (!waiting.isEmpty() && waiting.peekFirst().isDone()) {
            waiting.pollFirst();
        }
        return waiting.peekFirst();
    }

    @Override
    public Publication poll() {
        return waiting.pollFirst();
    }

    @Override
    public void putBack(Publication publication) {
        waiting.addFirst(publication);
    }

    @Override
    public void done(Publication publication) {
        // nothing waits for it
    }

    @Override
    public int ready() {
        return waiting.size();
    }

    @Override
    public void purge() {
        waiting.removeIf(Publication::isDone);
    }
}
