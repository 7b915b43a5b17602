package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;

/**
 * Declares what handlers need anew now and then: what was deleted behind their backs is there again, exchanges and bindings
 * included, whose loss no consumer notices. Classic queues of handlers that are paused do not expire either. Quorum queues,
 * whose declarations brokers do not count, have no expiry unless the application asks for it.
 * <p>
 * The handlers come one after the other, over one channel and spread over the time that a round takes, so that a thousand of
 * them are no burst for the broker every minute.
 */
final class KeptTopologies {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 60_000;

    /** Of the time that the broker keeps a queue: often enough that one may fail. */
    private static final int PART = 3;

    private final ScheduledExecutorService executor;
    private final TopologyChannel channel;
    private List<AmqpConsumer> consumers = List.of();
    private long stepNanos;
    private long due;
    private Future<?> step;
    private volatile boolean stopped;

    KeptTopologies(TransportExecutors executors) {
        this.executor = executors.tasks();
        this.channel = new TopologyChannel(executors.waits());
    }

    /** @param all one or more */
    synchronized void keep(List<AmqpConsumer> all) {
        consumers = List.copyOf(all);
        long round = consumers.stream().mapToLong(KeptTopologies::lifetime)
                .map(lifetime -> Math.max(lifetime / PART, SHORTEST_MILLIS))
                .reduce(LONGEST_MILLIS, Math::min);
        stepNanos = TimeUnit.MILLISECONDS.toNanos(round) / consumers.size();
        due = System.nanoTime();
        schedule(0);
    }

    private static long lifetime(AmqpConsumer consumer) {
        return consumer.settings().topology().arguments().get(AmqpArguments.EXPIRES) instanceof Number millis
                ? millis.longValue()
                : Long.MAX_VALUE;
    }

    private synchronized void schedule(int index) {
        if (stopped) {
            return;
        }
        long now = System.nanoTime();
        // what was missed while there was no connection is not made up for
        long delay = Math.max(due + stepNanos - now, 0);
        due = now + delay;
        try {
            step = executor.schedule(() -> declare(index), delay, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            stopped = true;
        }
    }

    private void declare(int index) {
        if (!stopped) {
            consumers.get(index).keepTopology(channel)
                    .whenComplete((done, failure) -> schedule((index + 1) % consumers.size()));
        }
    }

    /** A step that only waits for its time would hold the application that has ended. */
    synchronized void stop() {
        stopped = true;
        if (step != null) {
            step.cancel(false);
        }
    }
}
