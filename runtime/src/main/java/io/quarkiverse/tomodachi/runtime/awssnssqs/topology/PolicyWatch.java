package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/**
 * Looks a moment later whether a policy is still as it was set. SQS has no way to add a statement, so of two applications that
 * read the policy of a queue at the same time and each add their own topic, the first one's is lost.
 */
final class PolicyWatch {

    private static final long DELAY = 1500;
    private static final int LARGEST_COUNT = 10;

    private final Queues queues;
    private final ScheduledExecutorService executor;
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean ended;

    /** @param executor {@code null} to look at nothing */
    PolicyWatch(Queues queues, ScheduledExecutorService executor) {
        this.queues = queues;
        this.executor = executor;
    }

    void changed(ExistingQueue queue, String source) {
        changed(queue, source, 1);
    }

    void end() {
        ended = true;
    }

    private void changed(ExistingQueue queue, String source, int count) {
        if (executor == null || ended) {
            return;
        }
        if (count > LARGEST_COUNT) {
            event(Level.WARN, "policy-contested", queue, source, "The policy of SQS queue %s was replaced %d times while the"
                    + " application started, and is not looked at any more; if somebody goes on replacing it, %s cannot"
                    + " deliver. Let one application at a time set it, or start the others with"
                    + " quarkus.tomodachi.aws-sns-sqs.topology=off", queue.name(), LARGEST_COUNT, source).write();
        } else {
            executor.schedule(() -> inTurn(() -> look(queue, source, count)),
                    ThreadLocalRandom.current().nextLong(DELAY / 2, DELAY), TimeUnit.MILLISECONDS);
        }
    }

    /** One at a time, so that those of many queues take neither many calls at once nor many threads. */
    private void inTurn(Runnable look) {
        due.add(look);
        if (waiting.getAndIncrement() == 0) {
            do {
                due.remove().run();
            } while (waiting.decrementAndGet() > 0);
        }
    }

    /** Throws nothing, as others follow. */
    private void look(ExistingQueue queue, String source, int count) {
        if (ended) {
            return;
        }
        try {
            synchronized (queue) {
                Optional<Map<String, String>> current = queues.attributes(queue.url(), queue.name());
                if (current.isEmpty()) {
                    return;
                }
                queue.refreshed(current.get());
                String policy = QueuePolicy.allowing(queue.attribute(QueueChanges.POLICY), queue.arn().orElseThrow(), source);
                if (policy != null) {
                    event(Level.INFO, "policy-replaced", queue, source, "The policy of SQS queue %s was replaced meanwhile;"
                            + " letting %s deliver again", queue.name(), source).write();
                    queues.set(queue, Map.of(QueueChanges.POLICY, policy));
                    changed(queue, source, count + 1);
                }
            }
        } catch (RuntimeException | Error e) {
            tellUnchecked(queue, source, e);
        }
    }

    private static void tellUnchecked(ExistingQueue queue, String source, Throwable failure) {
        try {
            String reason = String.valueOf(failure.getMessage());
            event(Level.WARN, "topology-unchecked", queue, source, "Whether %s may still deliver to SQS queue %s is not known:"
                    + " %s", source, queue.name(), reason).with("reason", reason).write();
        } catch (RuntimeException | Error e) {
            // where there is no memory to tell it
        }
    }

    private static LogEvent event(Level level, String event, ExistingQueue queue, String source, String format,
            Object... arguments) {
        return TopologyLog.event(level, event, format, arguments).with(TopologyLog.QUEUE, queue.name())
                .with(TopologyLog.TOPIC, source);
    }
}
