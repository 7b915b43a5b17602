package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

/**
 * What a handler declares, without prefixes.
 *
 * @param topic the topic, empty for none
 * @param queueName the queue's name or ARN, empty for a generated name
 * @param competing whether the instances share the queue
 * @param filterPolicy a JSON object, empty to remove an existing one, {@code null} to leave it
 * @param visibilityTimeout in seconds, {@code null} to leave the queue's value
 * @param deadLetterQueueName the queue's name or ARN, empty to remove an existing redrive policy, {@code null} to leave it
 * @param maxReceiveCount given with the dead-letter queue, else {@code null}
 * @param fifo whether topic and queue are first-in-first-out
 * @param concurrency how many messages are handled at the same time
 * @param attributes what else is declared of queue, topic and subscription
 */
public record HandlerSettings(String topic, String queueName, boolean competing, String filterPolicy,
        Integer visibilityTimeout, String deadLetterQueueName, Integer maxReceiveCount, boolean fifo, int concurrency,
        DeclaredAttributes attributes) {

    /** Settings without further attributes. */
    public HandlerSettings(String topic, String queueName, boolean competing, String filterPolicy,
            Integer visibilityTimeout, String deadLetterQueueName, Integer maxReceiveCount, boolean fifo, int concurrency) {
        this(topic, queueName, competing, filterPolicy, visibilityTimeout, deadLetterQueueName, maxReceiveCount, fifo,
                concurrency, DeclaredAttributes.NONE);
    }

    public HandlerSettings withAttributes(DeclaredAttributes declared) {
        return new HandlerSettings(topic, queueName, competing, filterPolicy, visibilityTimeout, deadLetterQueueName,
                maxReceiveCount, fifo, concurrency, declared);
    }

    /** Whether a value holds an expression, so that it is known only at run time. */
    public static boolean isExpression(String value) {
        return value != null && value.contains("${");
    }
}
