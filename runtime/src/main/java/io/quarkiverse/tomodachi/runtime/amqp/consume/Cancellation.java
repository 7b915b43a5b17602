package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/**
 * What is behind it that a broker cancelled a consumer and left its channel open, of which it says nothing. If the queue is
 * there, or will be, its messages are delivered again: the node of a classic queue went down, or the quorum queue of a RabbitMQ
 * from 4.3 on has waited too long for an outcome.
 *
 * @param deleted whether the queue is gone, and its messages with it, so that nobody else gets them
 * @param returned whether the messages without an outcome are in the queue again, or will be when the channel is closed
 * @param reason the same for people
 */
record Cancellation(boolean deleted, boolean returned, String reason) {

    static final Cancellation UNKNOWN = new Cancellation(false, false, "the broker cancelled the consumer");

    /** Asks for the queue on the channel of the consumer, which may end with that; fails in no case. */
    static Cancellation of(Channel channel, String queue) {
        try {
            channel.queueDeclarePassive(queue);
            return new Cancellation(false, true, "the broker cancelled the consumer, and its queue is there");
        } catch (IOException | RuntimeException | Error e) {
            if (BrokerFailures.code(e) != AMQP.NOT_FOUND) {
                return UNKNOWN;
            }
            String reason = BrokerFailures.reason(e);
            boolean deleted = reason.contains("no queue");
            return new Cancellation(deleted, !deleted, "the broker cancelled the consumer, and its queue "
                    + (deleted ? "was deleted" : "is not available: " + reason));
        }
    }
}
