package io.quarkiverse.tomodachi.devservices.amqp.model;

/** Who takes messages from a queue as they come. */
public interface Consumer {

    /** Higher ones are served first. */
    int priority();

    /** Whether it wants no other consumer on the queue. */
    boolean exclusive();

    /** Whether deliveries stay the queue's until they are acknowledged. */
    boolean acknowledges();

    /** Whether it can take a message now. */
    boolean ready();

    void deliver(MessageQueue queue, QueuedMessage message);

    /** The broker ended it, because the queue went away for example. */
    void cancelled();
}
