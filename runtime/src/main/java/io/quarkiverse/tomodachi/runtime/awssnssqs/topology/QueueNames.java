package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Optional;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;

/**
 * What is to exist on AWS for one handler.
 *
 * @param handler the handler, for messages to people
 * @param settings what the handler declares
 * @param topic the topic's name on AWS, empty for none
 * @param queue the queue's name on AWS, or an ARN
 * @param deadLetterQueue the dead-letter queue's name on AWS, or an ARN; empty for none
 * @param topicPrefix the prefix that is part of the topic's name
 */
public record QueueNames(String handler, HandlerSettings settings, String topic, String queue, String deadLetterQueue,
        String topicPrefix) {

    /**
     * @param handler the handler, for messages to people
     * @param function the name of the handler's method
     * @param uuid the identity of the service
     * @throws IllegalArgumentException if a name with its prefix is not one that AWS takes
     */
    public static QueueNames of(String handler, HandlerSettings settings, String topicPrefix, String queuePrefix,
            String function,
            String uuid) {
        String topic = settings.topic().isEmpty() ? "" : AwsNames.topicName(topicPrefix, settings.topic(), settings.fifo());
        String queue = settings.queueName().isEmpty()
                ? AwsNames.generatedQueueName(queuePrefix, settings.topic(), function, uuid, settings.competing(),
                        settings.fifo())
                : prefixed(queuePrefix, settings.queueName());
        String deadLetterQueue = settings.deadLetterQueueName() == null ? ""
                : prefixed(queuePrefix, settings.deadLetterQueueName());
        check(topic, AwsNames::topicProblem);
        check(queue, AwsNames::queueProblem);
        check(deadLetterQueue, AwsNames::queueProblem);
        return new QueueNames(handler, settings, topic, queue, deadLetterQueue, topicPrefix);
    }

    private static String prefixed(String prefix, String name) {
        return name.isEmpty() || name.startsWith("arn:") ? name : prefix + name;
    }

    private static void check(String name, Function<String, Optional<String>> rule) {
        if (!name.startsWith("arn:")) {
            rule.apply(name).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
    }
}
