package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpArguments;

/**
 * Keeps the queues that nobody consumes from, since their handlers are paused: declared anew now and then, classic ones do not
 * expire, and all are there again if they were deleted. Quorum queues, whose declarations brokers do not count, have no expiry
 * unless the application asks for it.
 */
final class IdleQueues {

    private static final long SHORTEST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 60_000;

    /** Of the time that the broker keeps a queue: often enough that one may fail. */
    private static final int PART = 3;

    private final ScheduledExecutorService executor;
    private Future<?> task;

    IdleQueues(ScheduledExecutorService executor) {
        this.executor = executor;
    }

    synchronized void keep(List<AmqpConsumer> consumers) {
        long millis = consumers.stream().mapToLong(IdleQueues::lifetime)
                .map(lifetime -> Math.max(lifetime / PART, SHORTEST_MILLIS))
                .reduce(LONGEST_MILLIS, Math::min);
        task = executor.scheduleWithFixedDelay(() -> consumers.forEach(AmqpConsumer::keepQueue), millis, millis,
                TimeUnit.MILLISECONDS);
    }

    private static long lifetime(AmqpConsumer consumer) {
        return consumer.settings().topology().arguments().get(AmqpArguments.EXPIRES) instanceof Number millis
                ? millis.longValue()
                : Long.MAX_VALUE;
    }

    synchronized void stop() {
        if (task != null) {
            task.cancel(false);
        }
    }
}
