package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Objects;
import java.util.Optional;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** Describes queues for those who receive from them. */
final class ProvisionedQueues {

    static final String OWN_QUEUE = "has its own queue as dead-letter queue; name another one";

    private static final String DEFAULT_VISIBILITY_TIMEOUT = "30";

    private final Queues queues;

    ProvisionedQueues(Queues queues) {
        this.queues = queues;
    }

    /** @param deadLetterUrl that of the queue that the handler declares, {@code null} for none */
    Provisioned describe(QueueNames names, ExistingQueue queue, String deadLetterUrl) {
        RedrivePolicy redrive = RedrivePolicy.parse(queue.attribute(QueueChanges.REDRIVE_POLICY));
        boolean redriven = queue.isKnown() ? redrive != null : names.settings().maxReceiveCount() != null;
        String target = deadLetterUrl;
        if (target == null && redrive != null) {
            target = target(names, redrive);
        } else if (target == null) {
            tellMissing(names, queue, redriven);
        }
        if (queue.url().equals(target)) {
            throw new TopologyException(OWN_QUEUE);
        }
        return new Provisioned(queue.url(), target, visibilityTimeout(names, queue), redriven,
                redriven ? maxReceiveCount(names.settings().maxReceiveCount(), redrive) : null);
    }

    private static Integer maxReceiveCount(Integer declared, RedrivePolicy redrive) {
        if (redrive == null || redrive.maxReceiveCount() <= 0) {
            return declared;
        }
        return declared == null ? redrive.maxReceiveCount() : Integer.valueOf(Math.min(declared, redrive.maxReceiveCount()));
    }

    private static int visibilityTimeout(QueueNames names, ExistingQueue queue) {
        Integer declared = names.settings().visibilityTimeout();
        if (!queue.isKnown() && declared != null) {
            return declared;
        }
        return Integer.parseInt(Objects.requireNonNullElse(queue.attribute(QueueChanges.VISIBILITY_TIMEOUT),
                DEFAULT_VISIBILITY_TIMEOUT));
    }

    /** The dead-letter queue that somebody else gave the queue, {@code null} if it is left to SQS to move messages there. */
    private String target(QueueNames names, RedrivePolicy redrive) {
        String problem;
        try {
            Optional<String> url = queues.url(redrive.deadLetterArn());
            if (url.isPresent()) {
                return url.get();
            }
            problem = "it does not exist";
        } catch (AwsCallException e) {
            problem = "it cannot be looked up: " + e.getMessage();
        }
        unavailable(names, redrive.deadLetterArn(), problem, "Rejected messages of %s are delivered again until SQS itself"
                + " moves them, after %d receives, to dead-letter queue %s: %s", names.handler(), redrive.maxReceiveCount(),
                redrive.deadLetterArn(), problem);
        return null;
    }

    private static void tellMissing(QueueNames names, ExistingQueue queue, boolean redriven) {
        if (!names.deadLetterQueue().isEmpty()) {
            unavailable(names, names.deadLetterQueue(), "it does not exist", "Rejected messages of %s %s: dead-letter queue %s"
                    + " does not exist", names.handler(),
                    redriven ? "are delivered again until SQS itself moves them" : "are discarded", names.deadLetterQueue());
        } else if (!queue.isKnown()) {
            unavailable(names, null, "the right sqs:GetQueueAttributes is missing", "Rejected messages of %s are discarded:"
                    + " whether queue %s has a dead-letter queue is not known; grant sqs:GetQueueAttributes, or name it with"
                    + " deadLetterQueueName and maxReceiveCount", names.handler(), queue.name());
        }
    }

    /** @param target the dead-letter queue, {@code null} if it is not known */
    private static void unavailable(QueueNames names, String target, String reason, String format, Object... arguments) {
        TopologyLog.event(Level.WARN, "dead-letter-queue-unavailable", names, format, arguments).with("destination", target)
                .with("reason", reason).write();
    }
}
