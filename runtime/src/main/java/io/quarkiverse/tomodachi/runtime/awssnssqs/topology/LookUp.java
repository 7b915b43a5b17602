package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** Takes the queues as they are, and looks at nothing else. */
final class LookUp implements Strategy {

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
        String deadLetters = names.deadLetterQueue().isEmpty() ? null
                : queues.url(names.deadLetterQueue()).orElse(null);
        return new ProvisionedQueues(queues).describe(names, queue, deadLetters);
    }
}
