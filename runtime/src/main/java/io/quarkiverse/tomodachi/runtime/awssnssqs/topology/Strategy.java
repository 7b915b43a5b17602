package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** What is done about the topology of one handler. Calls wait for AWS: for worker threads. */
@FunctionalInterface
interface Strategy {

    /** @return the queue as it exists */
    Provisioned provision(QueueNames names);
}
