package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.QueueCalls;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.Trouble;

/**
 * What keeps outcomes from being told to one queue. Deletes and changes of visibility are apart, as one may be refused while
 * the other works.
 */
public final class OutcomeTrouble {

    /** Longer than the pauses between attempts: when the last outcome was given up, there may be no call that could succeed. */
    private static final Duration MEMORY = Duration.ofMinutes(2);

    private final Trouble deleting;
    private final Trouble hiding;

    /** @param calls those for the queue, others than these included */
    public OutcomeTrouble(String queue, QueueCalls calls) {
        this.deleting = new Trouble("Handled messages cannot be deleted from queue " + queue, Map.of("queue", queue), MEMORY,
                calls);
        this.hiding = new Trouble("The visibility of messages cannot be changed in queue " + queue, Map.of("queue", queue),
                MEMORY, calls);
    }

    Trouble deleting() {
        return deleting;
    }

    Trouble hiding() {
        return hiding;
    }

    void lookForEnd() {
        deleting.lookForEnd();
        hiding.lookForEnd();
    }

    /** What does not work, and since when; empty if there was no trouble lately. */
    Optional<String> problem() {
        return deleting.problem().or(hiding::problem);
    }
}
