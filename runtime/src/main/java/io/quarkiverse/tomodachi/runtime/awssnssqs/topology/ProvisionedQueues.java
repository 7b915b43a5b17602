package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Objects;

import org.jboss.logging.Logger;

/** Describes queues for those who receive from them. */
final class ProvisionedQueues {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final String DEFAULT_VISIBILITY_TIMEOUT = "30";

    private final Queues queues;

    ProvisionedQueues(Queues queues) {
        this.queues = queues;
    }

    /** @param deadLetterUrl that of the queue that the handler declares, {@code null} for none */
    Provisioned describe(QueueNames names, ExistingQueue queue, String deadLetterUrl) {
        RedrivePolicy redrive = RedrivePolicy.parse(queue.attribute(QueueChanges.REDRIVE_POLICY));
        boolean redriven = queue.isKnown() ? redrive != null : names.settings().maxReceiveCount() != null;
        return new Provisioned(queue.url(), deadLetterUrl == null ? target(redrive) : deadLetterUrl,
                visibilityTimeout(names, queue), redriven);
    }

    private static int visibilityTimeout(QueueNames names, ExistingQueue queue) {
        Integer declared = names.settings().visibilityTimeout();
        if (!queue.isKnown() && declared != null) {
            return declared;
        }
        return Integer.parseInt(Objects.requireNonNullElse(queue.attribute(QueueChanges.VISIBILITY_TIMEOUT),
                DEFAULT_VISIBILITY_TIMEOUT));
    }

    /** The dead-letter queue that somebody else gave the queue. */
    private String target(RedrivePolicy redrive) {
        if (redrive == null) {
            return null;
        }
        try {
            return queues.url(redrive.deadLetterArn()).orElse(null);
        } catch (AwsCallException e) {
            LOG.warnf("Rejected messages will be discarded: dead-letter queue %s cannot be looked up: %s",
                    redrive.deadLetterArn(), e.getMessage());
            return null;
        }
    }
}
