package io.quarkiverse.tomodachi;

import io.quarkiverse.tomodachi.runtime.message.AwaitingCall;
import io.smallrye.mutiny.Uni;

/**
 * Publishes to SNS topics, and sends to SQS queues, in the name of a service. Inject it into a service, or with
 * {@link ForService} into any bean; in an application with one service the qualifier is not needed.
 * <p>
 * A message is sent when the method is called, whether or not the returned {@code Uni} is subscribed to; the {@code Uni} tells
 * the outcome. Messages that are published while others are under way share calls. Those of one group of a FIFO topic or queue
 * arrive in the order in which they were published. While very many are on their way a publish waits for room: threads that
 * may block wait within the call.
 */
public interface AwsSnsSqsPublisher {

    /**
     * Publishes to a topic, which is created if it does not exist and is not named by its ARN.
     *
     * @param data what the envelope of the service takes
     * @param topic the topic's name without prefix, or its ARN
     * @return completes when SNS has accepted the message; fails with {@link AwsSnsSqsPublishException} if it did not within
     *         the timeout, with {@code IllegalArgumentException} if SNS does not take such messages, and with what the envelope
     *         throws
     */
    default Uni<PublishResult> publish(Object data, String topic) {
        return publish(data, topic, Publish.defaults());
    }

    /**
     * Publishes to a topic with options.
     *
     * @param data what the envelope takes
     * @param topic the topic's name without prefix, or its ARN
     * @param options attributes, group and deduplication id, prefix, envelope, timeout
     * @return as {@link #publish(Object, String)}
     */
    Uni<PublishResult> publish(Object data, String topic, PublishOptions options);

    /**
     * Sends straight to a queue, which must exist.
     *
     * @param data what the envelope of the service takes
     * @param queue the queue's name without prefix, its ARN or its URL
     * @return completes when SQS has accepted the message, fails as {@link #publish(Object, String)} otherwise
     */
    default Uni<PublishResult> send(Object data, String queue) {
        return send(data, queue, Publish.defaults());
    }

    /**
     * Sends straight to a queue with options.
     *
     * @param data what the envelope takes
     * @param queue the queue's name without prefix, its ARN or its URL
     * @param options attributes, group and deduplication id, delay, prefix, envelope, timeout
     * @return as {@link #send(Object, String)}
     */
    Uni<PublishResult> send(Object data, String queue, PublishOptions options);

    /**
     * Publishes to a topic and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope of the service takes
     * @param topic the topic's name without prefix, or its ARN
     * @return what SNS said
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default PublishResult publishAndAwait(Object data, String topic) {
        return publishAndAwait(data, topic, Publish.defaults());
    }

    /**
     * Publishes to a topic with options and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope takes
     * @param topic the topic's name without prefix, or its ARN
     * @param options attributes, group and deduplication id, prefix, envelope, timeout
     * @return what SNS said
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default PublishResult publishAndAwait(Object data, String topic, PublishOptions options) {
        AwaitingCall.check("publishAndAwait", "publish");
        return publish(data, topic, options).await().indefinitely();
    }

    /**
     * Sends straight to a queue and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope of the service takes
     * @param queue the queue's name without prefix, its ARN or its URL
     * @return what SQS said
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default PublishResult sendAndAwait(Object data, String queue) {
        return sendAndAwait(data, queue, Publish.defaults());
    }

    /**
     * Sends straight to a queue with options and waits for the outcome. Not for the event loop.
     *
     * @param data what the envelope takes
     * @param queue the queue's name without prefix, its ARN or its URL
     * @param options attributes, group and deduplication id, delay, prefix, envelope, timeout
     * @return what SQS said
     * @throws IllegalStateException on the event loop; nothing is sent then
     */
    default PublishResult sendAndAwait(Object data, String queue, PublishOptions options) {
        AwaitingCall.check("sendAndAwait", "send");
        return send(data, queue, options).await().indefinitely();
    }
}
