package io.quarkiverse.tomodachi;

import io.quarkiverse.tomodachi.runtime.message.AwaitingCall;
import io.smallrye.mutiny.Uni;

/**
 * Publishes to the AMQP broker in the name of a service. Inject it into a service, or with {@link ForService} into any bean;
 * in an application with one service the qualifier is not needed.
 * <p>
 * A message is sent when the method is called, whether or not the returned {@code Uni} is subscribed to; the {@code Uni} tells
 * the outcome. Messages are persistent, and confirmed by the broker, many at a time. Those that one caller publishes one after
 * another reach the broker in that order.
 */
public interface AmqpPublisher {

    /**
     * Publishes to the exchange of the service.
     *
     * @param data what the envelope of the service takes
     * @param routingKey the routing key, without prefix
     * @return completes when the broker has confirmed the message; fails with {@link AmqpPublishException} if it was not
     *         routed to any queue, refused, or not confirmed in time, and with what the envelope throws if it cannot be written
     */
    default Uni<Void> publish(Object data, String routingKey) {
        return publish(data, routingKey, Publish.defaults());
    }

    /**
     * Publishes with options.
     *
     * @param data what the envelope takes
     * @param routingKey the routing key, without prefix
     * @param options see {@link PublishOptions}; one that AMQP does not have makes the publish fail
     * @return as {@link #publish(Object, String)}
     */
    Uni<Void> publish(Object data, String routingKey, PublishOptions options);

    /**
     * Publishes and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope of the service takes
     * @param routingKey the routing key, without prefix
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default void publishAndAwait(Object data, String routingKey) {
        publishAndAwait(data, routingKey, Publish.defaults());
    }

    /**
     * Publishes with options and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope takes
     * @param routingKey the routing key, without prefix
     * @param options see {@link PublishOptions}; one that AMQP does not have makes the publish fail
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default void publishAndAwait(Object data, String routingKey, PublishOptions options) {
        AwaitingCall.check("publishAndAwait", "publish");
        publish(data, routingKey, options).await().indefinitely();
    }
}
