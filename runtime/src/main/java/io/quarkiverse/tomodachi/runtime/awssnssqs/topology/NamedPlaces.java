package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames.QueueArn;
import software.amazon.awssdk.regions.Region;

/** Refuses topics and queues that a handler cannot work with, before AWS is asked for them. */
final class NamedPlaces {

    private final AwsClients clients;

    NamedPlaces(AwsClients clients) {
        this.clients = clients;
    }

    /** @throws TopologyException if a queue is not of the handler's kind, or an ARN is of another region than the clients */
    void check(QueueNames names) {
        boolean fifo = names.settings().fifo();
        checkQueue(names.queue(), "queue", fifo);
        checkQueue(names.deadLetterQueue(), "dead-letter queue", fifo);
        for (QueueNames each : names.each()) {
            checkRegion(each.topic(), "topic", clients.sns().serviceClientConfiguration().region(), "quarkus.sns.aws.region");
        }
    }

    private void checkQueue(String nameOrArn, String kind, boolean fifo) {
        String name = AwsNames.queueArn(nameOrArn).map(QueueArn::name).orElse(nameOrArn);
        if (!name.isEmpty() && AwsNames.isFifo(name) != fifo) {
            throw new TopologyException("is " + kind(fifo) + ", but AWS SQS queue " + name + " is " + kind(!fifo)
                    + "; set fifo = " + !fifo + ", or name another queue");
        }
        checkRegion(nameOrArn, kind, clients.sqs().serviceClientConfiguration().region(), "quarkus.sqs.aws.region");
    }

    private static String kind(boolean fifo) {
        return fifo ? "FIFO" : "Standard";
    }

    /** A client of one region would not find it, or would find another one of the same name. */
    private static void checkRegion(String nameOrArn, String kind, Region own, String key) {
        if (QueueNames.isArn(nameOrArn) && !Place.of(nameOrArn).region().equals(own.id())) {
            throw new TopologyException("names the " + kind + " " + nameOrArn + " of another region than " + own.id()
                    + ", in which the application works (" + key + "); name one of that region, or set the key");
        }
    }
}
