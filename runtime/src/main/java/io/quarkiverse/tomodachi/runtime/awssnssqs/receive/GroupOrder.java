package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a FIFO queue: the messages of a group one after the other, groups side by side.
 * <p>
 * When a message fails while others of its group were received with it, it waits here for its next attempt, and they wait
 * behind it. If it went back to the queue, they had to go back, too, and each time SQS would count a receive for messages that
 * nobody looked at, until it moved them to the dead-letter queue.
 */
final class GroupOrder implements StartOrder {

    private final boolean keeping;
    private final Map<String, Group> groups = new HashMap<>();

    /** @param keeping whether messages that failed may wait here; if not, they and those behind them go back */
    GroupOrder(boolean keeping) {
        this.keeping = keeping;
    }

    @Override
    public List<SqsDelivery> received(List<SqsDelivery> deliveries) {
        List<SqsDelivery> start = new ArrayList<>();
        for (SqsDelivery delivery : deliveries) {
            Group group = groups.get(name(delivery));
            if (group == null) {
                groups.put(name(delivery), new Group());
                start.add(delivery);
            } else {
                group.waiting.add(delivery);
            }
        }
        return start;
    }

    @Override
    public boolean keeps(SqsDelivery failed) {
        Group group = groups.get(name(failed));
        return keeping && group != null && (failed.wasKept() || !group.waiting.isEmpty()) && !failed.lease().isLost();
    }

    @Override
    public void postpone(SqsDelivery next) {
        groups.get(name(next)).postponed = next;
    }

    @Override
    public boolean resume(SqsDelivery next) {
        Group group = groups.get(name(next));
        if (group == null || group.postponed != next) {
            return false;
        }
        group.postponed = null;
        return true;
    }

    @Override
    public Next settled(SqsDelivery delivery, boolean handled) {
        Group group = groups.get(name(delivery));
        if (group == null) {
            return Next.NOTHING;
        }
        if (handled && !group.waiting.isEmpty() && !group.waiting.peek().lease().isLost()) {
            return new Next(List.of(group.waiting.poll()), List.of());
        }
        groups.remove(name(delivery));
        return new Next(List.of(), List.copyOf(group.waiting));
    }

    @Override
    public List<SqsDelivery> removeWaiting() {
        List<SqsDelivery> removed = new ArrayList<>();
        groups.values().forEach(group -> {
            if (group.postponed != null) {
                removed.add(group.postponed);
                group.postponed = null;
            }
            removed.addAll(group.waiting);
            group.waiting.clear();
        });
        return removed;
    }

    private static String name(SqsDelivery delivery) {
        return delivery.group() == null ? "" : delivery.group();
    }

    /** What waits behind the message that is handled, or in its place for its next attempt. */
    private static final class Group {

        final Deque<SqsDelivery> waiting = new ArrayDeque<>();
        SqsDelivery postponed;
    }
}
