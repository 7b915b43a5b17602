package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.SqsDelivery;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery.Together;

/**
 * What may be handed on, and how much of it at a time: as many calls as are asked for and can run at the same time, each with
 * one message or a batch. Not thread-safe: used under the lock of the subscription.
 */
public final class HandoverQueue {

    private final int concurrency;
    private final Batching batching;
    private final Deque<SqsDelivery> waiting = new ArrayDeque<>();
    private long demand;
    private int calls;
    private int running;

    public HandoverQueue(int concurrency, Batching batching) {
        this.concurrency = concurrency;
        this.batching = batching;
    }

    /** @param more how many more calls are wanted */
    public void request(long more) {
        demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
    }

    public void add(SqsDelivery delivery) {
        waiting.add(delivery);
    }

    public void addAll(Collection<SqsDelivery> deliveries) {
        waiting.addAll(deliveries);
    }

    public List<SqsDelivery> removeAll() {
        List<SqsDelivery> all = new ArrayList<>(waiting);
        waiting.clear();
        return all;
    }

    /** Whether nothing waits and nothing runs. */
    public boolean isIdle() {
        return running == 0 && waiting.isEmpty();
    }

    /** For how many more messages there is room. */
    public int room() {
        return (int) Math.min(Integer.MAX_VALUE, free() * batching.atOnce() - waiting.size());
    }

    /** Whether another call could begin. */
    public boolean hasPlace() {
        return free() > 0;
    }

    private long free() {
        return Math.min(demand, (long) concurrency - calls);
    }

    /**
     * @param order gives those that may follow a message in its batch
     * @param lost takes what must not be handed on any more, as it comes again
     * @return what one call is to have, empty for nothing
     */
    public List<SqsDelivery> take(StartOrder order, Collection<SqsDelivery> lost) {
        if (waiting.isEmpty() || free() <= 0 || nanosToWait(order) > 0) {
            return List.of();
        }
        if (!batching.isBatch() && !waiting.peek().lease().isLost()) {
            List<SqsDelivery> single = List.of(waiting.poll());
            begin(single);
            return single;
        }
        List<SqsDelivery> taken = new ArrayList<>(batching.atOnce());
        while (taken.size() < batching.atOnce() && !waiting.isEmpty()) {
            SqsDelivery next = waiting.poll();
            if (next.lease().isLost()) {
                // a call that prolongs it may still be under way, and succeed
                lost.add(next);
                lost.addAll(order.settled(next, false).release());
            } else {
                taken.add(next);
                follow(next, order, taken);
            }
        }
        if (!taken.isEmpty()) {
            begin(taken);
        }
        return taken;
    }

    private void follow(SqsDelivery head, StartOrder order, List<SqsDelivery> taken) {
        while (taken.size() < batching.atOnce()) {
            SqsDelivery next = order.following(head);
            if (next == null) {
                return;
            }
            taken.add(next);
        }
    }

    private void begin(List<SqsDelivery> taken) {
        if (demand != Long.MAX_VALUE) {
            demand--;
        }
        calls++;
        running += taken.size();
        if (batching.isBatch()) {
            Together together = new Together(taken.size());
            taken.forEach(delivery -> delivery.together(together));
        }
    }

    /** How long a batch that is not full waits for more, 0 if there is nothing to wait for. */
    public long nanosToWait(StartOrder order) {
        if (batching.window().isZero() || waiting.isEmpty() || count(order) >= batching.size()) {
            return 0;
        }
        return Math.max(0, batching.window().toNanos() - waiting.peek().nanosSinceBegin());
    }

    private int count(StartOrder order) {
        int count = 0;
        for (SqsDelivery head : waiting) {
            count += 1 + order.behind(head);
        }
        return count;
    }

    /** The delivery has left its call. */
    public void ended(SqsDelivery delivery) {
        running--;
        if (delivery.together() == null || delivery.together().ended()) {
            calls--;
        }
    }
}
