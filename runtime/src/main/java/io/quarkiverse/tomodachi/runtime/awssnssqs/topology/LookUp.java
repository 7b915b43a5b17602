package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import org.jboss.logging.Logger;

/** Takes the queues as they are, and looks at nothing else. */
final class LookUp implements Strategy {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private final Queues queues;

    LookUp(Queues queues) {
        this.queues = queues;
    }

    @Override
    public Provisioned provision(QueueNames names) {
        ExistingQueue queue = queues.find(names.queue())
                .orElseThrow(
                        () -> new TopologyException("needs queue " + names.queue() + ", which does not exist; create it, or"
                                + " set quarkus.tomodachi.aws-sns-sqs.topology=apply to have it created"));
        String deadLetters = null;
        if (!names.deadLetterQueue().isEmpty()) {
            deadLetters = queues.url(names.deadLetterQueue()).orElse(null);
            if (deadLetters == null) {
                LOG.warnf("Rejected messages of %s will be discarded: dead-letter queue %s does not exist", names.handler(),
                        names.deadLetterQueue());
            }
        }
        return new ProvisionedQueues(queues).describe(names, queue, deadLetters);
    }
}
