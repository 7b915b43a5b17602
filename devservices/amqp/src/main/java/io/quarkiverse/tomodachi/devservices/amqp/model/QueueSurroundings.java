package io.quarkiverse.tomodachi.devservices.amqp.model;

import java.util.function.Consumer;

/** What a queue needs of its virtual host. */
record QueueSurroundings(String host, Timers timers, MemoryMeter memory, DeadLetters deadLetters,
        Consumer<MessageQueue> delete) {
}
