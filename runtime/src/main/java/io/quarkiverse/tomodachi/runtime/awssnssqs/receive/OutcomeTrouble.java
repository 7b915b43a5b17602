package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What keeps outcomes from being told to one queue. Deletes and changes of visibility are apart, as one may be refused while
 * the other works.
 */
final class OutcomeTrouble {

    /** Longer than the pauses between attempts: when the last outcome was given up, there may be no call that could succeed. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    private final Trouble deleting;
    private final Trouble hiding;

    /** @param nanoTime a clock such as {@link System#nanoTime} */
    OutcomeTrouble(String queue, LongSupplier nanoTime) {
        this.deleting = new Trouble("Handled messages cannot be deleted from queue " + queue, Map.of("queue", queue), MEMORY,
                nanoTime);
        this.hiding = new Trouble("The visibility of messages cannot be changed in queue " + queue, Map.of("queue", queue),
                MEMORY, nanoTime);
    }

    Trouble deleting() {
        return deleting;
    }

    Trouble hiding() {
        return hiding;
    }

    /** What does not work, and since when; empty if there was no trouble lately. */
    Optional<String> problem() {
        return deleting.problem().or(hiding::problem);
    }
}
