package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.model.MessageQueue;
import io.quarkiverse.tomodachi.devservices.amqp.model.QueuedMessage;

/** A message a client has and has not acknowledged. The consumer is null for one it got by basic.get. */
record Delivery(long tag, MessageQueue queue, QueuedMessage message, ChannelConsumer consumer, long since) {
}
