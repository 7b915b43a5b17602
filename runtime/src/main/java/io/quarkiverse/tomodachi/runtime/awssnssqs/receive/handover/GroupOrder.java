package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;

/**
 * The order of a FIFO queue: the messages of a group one after the other, or behind each other in one batch; groups side by
 * side.
 * <p>
 * When a message fails while others of its group were received with it, it waits here for its next attempt, and they wait
 * behind it. If it went back to the queue, they had to go back, too, and each time SQS would count a receive for messages that
 * nobody looked at, until it moved them to the dead-letter queue.
 */
public final class GroupOrder implements StartOrder {

    private final boolean keeping;
    private final Map<String, Group> groups = new HashMap<>();
    private int postponed;

    /** @param keeping whether messages that failed may wait here; if not, they and those behind them go back */
    public GroupOrder(boolean keeping) {
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
    public SqsDelivery following(SqsDelivery head) {
        Group group = groups.get(name(head));
        if (group == null || !group.canStart()) {
            return null;
        }
        group.running++;
        return group.waiting.poll();
    }

    @Override
    public int behind(SqsDelivery head) {
        Group group = groups.get(name(head));
        return group == null ? 0 : group.waiting.size();
    }

    @Override
    public boolean holds(SqsDelivery delivery) {
        return groups.containsKey(name(delivery));
    }

    @Override
    public boolean keeps(SqsDelivery failed) {
        Group group = groups.get(name(failed));
        return keeping && group != null && !group.failed && group.postponed == null && !failed.lease().isLost()
                && (failed.wasKept() || !group.waiting.isEmpty() || group.running > 1);
    }

    @Override
    public void postpone(SqsDelivery next) {
        Group group = groups.get(name(next));
        group.running--;
        group.postponed = next;
        postponed++;
    }

    @Override
    public int postponed() {
        return postponed;
    }

    @Override
    public boolean resume(SqsDelivery next) {
        Group group = groups.get(name(next));
        if (group == null || group.postponed != next) {
            return false;
        }
        if (group.running > 0) {
            group.due = true;
            return false;
        }
        resume(group);
        return true;
    }

    @Override
    public Next settled(SqsDelivery delivery, boolean handled) {
        Group group = groups.get(name(delivery));
        if (group == null) {
            return Next.NOTHING;
        }
        group.running--;
        if (group.postponed == null && (!handled || isOutOfOrder(delivery, group))) {
            group.failed = true;
        }
        return next(delivery, group);
    }

    /** SQS has let others have the message, and with it what comes behind it. */
    private static boolean isOutOfOrder(SqsDelivery handled, Group group) {
        return !group.waiting.isEmpty() && handled.lease().isLost();
    }

    @Override
    public Next handedBack(SqsDelivery again) {
        Group group = groups.get(name(again));
        if (group == null) {
            return new Next(List.of(), List.of(again));
        }
        group.running--;
        group.handedBack.add(again);
        return next(again, group);
    }

    private Next next(SqsDelivery delivery, Group group) {
        if (group.failed) {
            if (group.running == 0) {
                groups.remove(name(delivery));
            }
            return new Next(List.of(), group.removeWaiting());
        }
        if (group.running > 0) {
            return Next.NOTHING;
        }
        group.putBack();
        if (group.postponed != null) {
            return group.due ? new Next(List.of(resume(group)), List.of()) : Next.NOTHING;
        }
        if (group.canStart()) {
            group.running++;
            return new Next(List.of(group.waiting.poll()), List.of());
        }
        groups.remove(name(delivery));
        return new Next(List.of(), group.removeWaiting());
    }

    private SqsDelivery resume(Group group) {
        postponed--;
        return group.resume();
    }

    @Override
    public List<SqsDelivery> removeWaiting() {
        List<SqsDelivery> removed = new ArrayList<>();
        groups.values().forEach(group -> {
            if (group.postponed != null) {
                removed.add(group.postponed);
                group.postponed = null;
                postponed--;
            }
            removed.addAll(group.removeWaiting());
        });
        return removed;
    }

    private static String name(SqsDelivery delivery) {
        return delivery.group() == null ? "" : delivery.group();
    }

    /** What waits behind the messages that are handled, or behind one in their place that waits for its next attempt. */
    private static final class Group {

        final Deque<SqsDelivery> waiting = new ArrayDeque<>();
        /** Those of the batch that come before the ones that wait. */
        final Deque<SqsDelivery> handedBack = new ArrayDeque<>();
        int running = 1;
        SqsDelivery postponed;
        /** The next attempt may begin, but others of the batch have no outcome yet. */
        boolean due;
        boolean failed;

        boolean canStart() {
            return !waiting.isEmpty() && !waiting.peek().lease().isLost();
        }

        SqsDelivery resume() {
            SqsDelivery resumed = postponed;
            postponed = null;
            due = false;
            running++;
            return resumed;
        }

        void putBack() {
            while (!handedBack.isEmpty()) {
                waiting.addFirst(handedBack.pollLast());
            }
        }

        List<SqsDelivery> removeWaiting() {
            putBack();
            List<SqsDelivery> removed = List.copyOf(waiting);
            waiting.clear();
            return removed;
        }
    }
}
