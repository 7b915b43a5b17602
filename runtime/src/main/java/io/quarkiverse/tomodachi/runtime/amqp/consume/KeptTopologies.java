package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;

/**
 * Declares what handlers need anew now and then: what was deleted behind their backs is there again, exchanges and bindings
 * included, whose loss no consumer notices. Classic queues of handlers that are paused do not expire either. Quorum queues,
 * whose declarations brokers do not count, have no expiry unless the application asks for it.
 */
final class KeptTopologies {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 60_000;

    /** Of the time that the broker keeps a queue: often enough that one may fail. */
    private static final int PART = 3;

    private final ScheduledExecutorService executor;
    private List<AmqpConsumer> consumers = List.of();
    private long millis;
    private Future<?> round;
    private volatile boolean stopped;

    KeptTopologies(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    synchronized void keep(List<AmqpConsumer> all) {
        consumers = List.copyOf(all);
        millis = consumers.stream().mapToLong(KeptTopologies::lifetime)
                .map(lifetime -> Math.max(lifetime / PART, SHORTEST_MILLIS))
                .reduce(LONGEST_MILLIS, Math::min);
        schedule();
    }

    private static long lifetime(AmqpConsumer consumer) {
        return consumer.settings().topology().arguments().get(AmqpArguments.EXPIRES) instanceof Number millis
                ? millis.longValue()
                : Long.MAX_VALUE;
    }

    private synchronized void schedule() {
        if (stopped) {
            return;
        }
        try {
            round = executor.schedule(() -> next(0), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            stopped = true;
        }
    }

    /** One after the other, so that a thousand queues take neither a thread nor a channel each. */
    private void next(int index) {
        if (stopped) {
            return;
        }
        if (index == consumers.size()) {
            schedule();
        } else {
            consumers.get(index).keepTopology().whenCompleteAsync((done, failure) -> next(index + 1), executor);
        }
    }

    /** A round that only waits for its time would hold the application that has ended. */
    synchronized void stop() {
        stopped = true;
        if (round != null) {
            round.cancel(false);
        }
    }
}
