package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The order of a FIFO queue: the messages of a group one after the other, groups side by side. When a message fails, those of
 * its group that were received with it go back to the queue, to follow it again.
 */
final class GroupOrder implements StartOrder {

    private final Clock clock;
    private final Duration visibility;
    private final Map<String, Deque<SqsDelivery>> groups = new HashMap<>();

    /** @param visibility how long a received message is the receiver's own */
    GroupOrder(Clock clock, Duration visibility) {
        this.clock = clock;
        this.visibility = visibility;
    }

    @Override
    public List<SqsDelivery> received(List<SqsDelivery> deliveries) {
        List<SqsDelivery> start = new ArrayList<>();
        for (SqsDelivery delivery : deliveries) {
            Deque<SqsDelivery> group = groups.get(group(delivery));
            if (group == null) {
                groups.put(group(delivery), new ArrayDeque<>());
                start.add(delivery);
            } else {
                group.add(delivery);
            }
        }
        return start;
    }

    @Override
    public Next settled(SqsDelivery delivery, boolean handled) {
        Deque<SqsDelivery> group = groups.get(group(delivery));
        if (group == null) {
            return Next.NOTHING;
        }
        if (handled && !group.isEmpty() && isFresh(group.peek())) {
            return new Next(List.of(group.poll()), List.of());
        }
        groups.remove(group(delivery));
        return new Next(List.of(), List.copyOf(group));
    }

    @Override
    public List<SqsDelivery> removeWaiting() {
        List<SqsDelivery> waiting = new ArrayList<>();
        groups.values().forEach(group -> {
            waiting.addAll(group);
            group.clear();
        });
        return waiting;
    }

    /** Half of the time is left to the handler; what waited longer might be received elsewhere before it has ended. */
    private boolean isFresh(SqsDelivery delivery) {
        return Duration.between(delivery.received(), Instant.now(clock)).compareTo(visibility.dividedBy(2)) < 0;
    }

    private static String group(SqsDelivery delivery) {
        return delivery.group() == null ? "" : delivery.group();
    }
}
