package io.quarkiverse.tomodachi.runtime.awssnssqs;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.TopologyException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** Which handler receives from which queue, as two of them would take messages away from each other. */
final class QueueReceivers {

    private final Map<String, QueueNames> receivers = new ConcurrentHashMap<>();

    /**
     * @param queue the queue's name or URL
     * @throws TopologyException if another handler receives from the queue
     */
    void add(String queue, QueueNames handler) {
        QueueNames other = receivers.putIfAbsent(queue, handler);
        if (other != null) {
            throw new TopologyException("Two handlers have the SQS queue " + other.queue() + ": " + other.handler() + " and "
                    + handler.handler() + ". Each would get only some of its messages; give each one a queue of its own, or"
                    + " name the topics of both on one method, with an @AwsSnsSqs for each");
        }
    }
}
