package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

/** What is done about the topology of one handler. Calls wait for AWS: for worker threads. */
@FunctionalInterface
interface Strategy {

    /** @return the queue as it exists */
    Provisioned provision(QueueNames names);
}
