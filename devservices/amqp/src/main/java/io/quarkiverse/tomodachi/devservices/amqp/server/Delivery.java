package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;

/**
 * A message a client has and has not acknowledged. The consumer is null for one it got by basic.get.
 *
 * @param timedOut whether the queue has taken it back meanwhile
 */
record Delivery(long tag, MessageQueue queue, QueuedMessage message, ChannelConsumer consumer, long since, boolean timedOut) {

    Delivery takenBack() {
        return new Delivery(tag, queue, message, consumer, since, true);
    }
}
