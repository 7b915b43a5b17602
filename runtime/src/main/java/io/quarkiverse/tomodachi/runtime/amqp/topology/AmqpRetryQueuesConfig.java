package io.quarkiverse.tomodachi.runtime.amqp.topology;

import io.quarkus.runtime.annotations.ConfigPhase;
import io.quarkus.runtime.annotations.ConfigRoot;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/**
 * Settings of the queues in which messages wait that shall be delivered again.
 */
@ConfigMapping(prefix = "quarkus.tomodachi.amqp.retry-queues")
@ConfigRoot(phase = ConfigPhase.RUN_TIME)
public interface AmqpRetryQueuesConfig {

    /**
     * What the names of the retry queues, and of their exchanges, begin with. Applications with the same prefix share
     * the classic ones. The user of the broker needs the permissions to configure, write and read what is named so.
     */
    @WithDefault(RetryLadder.DEFAULT_PREFIX)
    String prefix();

    /**
     * What kind of queue messages wait in: `quorum` queues, which each queue of a handler has for its own, or `classic` ones,
     * which all handlers share.
     * <p>
     * From a quorum queue the broker moves a message back only when the queue of the handler has confirmed it, so that none is
     * lost when the broker is killed, and those whose queue is gone wait until it is there again. That needs RabbitMQ 3.10 or
     * later. It costs the broker a quorum queue for each delay that a handler uses, where classic ones are as many as there are
     * delays, and more work for each retry; those of queues that are gone for good have to be deleted by hand.
     * <p>
     * From a classic queue the broker moves messages without waiting for a confirmation. If it is killed, it may lose the few
     * that it is just moving, and those whose queue is gone are lost. These queues disappear by themselves when they are not
     * used. With `classic` messages still wait in quorum queues where the queue of the handler is one, or refuses messages
     * while it is full.
     */
    @WithDefault("quorum")
    Type type();

    /** A kind of queue. */
    enum Type {
        /** Replicated among the nodes of the broker, and loses nothing. */
        QUORUM,
        /** On one node, and may lose what it is just moving when the broker is killed. */
        CLASSIC
    }
}
