package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

import org.jboss.logging.Logger;

/** How long to wait after receiving failed, again and again without end, and one line in the log where the state changes. */
final class PollFailures {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final Duration FIRST = Duration.ofMillis(500);
    private static final Duration LARGEST = Duration.ofSeconds(20);

    private final String queue;
    private int failures;

    PollFailures(String queue) {
        this.queue = queue;
    }

    static Throwable unwrap(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    /** @return how long to wait before the next attempt */
    synchronized Duration failed(Throwable failure) {
        if (failures == 0) {
            LOG.warnf("No messages can be received from queue %s, trying on: %s", queue, failure.getMessage());
        }
        LOG.debugf(failure, "Receiving from queue %s failed", queue);
        long millis = Math.min(FIRST.toMillis() << Math.min(failures, 10), LARGEST.toMillis());
        failures++;
        return Duration.ofMillis(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    }

    synchronized void succeeded() {
        if (failures > 0) {
            LOG.infof("Messages are received from queue %s again", queue);
            failures = 0;
        }
    }
}
