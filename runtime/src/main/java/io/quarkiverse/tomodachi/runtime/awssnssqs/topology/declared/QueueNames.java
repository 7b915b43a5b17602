package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.BodyForm;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/**
 * What is to exist on AWS for one handler.
 *
 * @param handler the handler, for messages to people
 * @param settings what the handler declares
 * @param topic the topic's name on AWS, or the pattern of several; empty for none
 * @param queue the queue's name on AWS, or an ARN
 * @param deadLetterQueue the dead-letter queue's name on AWS, or an ARN; empty for none
 * @param topicPrefix the prefix that is part of the topic's name
 * @param service what holds for all handlers of the service
 * @param further the same queue with further topics that it is subscribed to
 */
public record QueueNames(String handler, HandlerSettings settings, String topic, String queue, String deadLetterQueue,
        String topicPrefix, ServiceTopology service, List<QueueNames> further) {

    /** Names within a service without settings of its own. */
    public static QueueNames of(String handler, HandlerSettings settings, String topicPrefix, String queuePrefix,
            String function, String uuid) {
        return of(handler, settings, topicPrefix, queuePrefix, function, uuid, ServiceTopology.DEFAULT);
    }

    /**
     * @param handler the handler, for messages to people
     * @param function the name of the handler's method
     * @param uuid the identity of the service
     * @throws IllegalArgumentException if a name with its prefix is not one that AWS takes
     */
    public static QueueNames of(String handler, HandlerSettings settings, String topicPrefix, String queuePrefix,
            String function, String uuid, ServiceTopology service) {
        String topic = settings.topic().isEmpty() || isArn(settings.topic()) ? settings.topic()
                : AwsNames.topicName(topicPrefix, settings.topic(), settings.fifo());
        String queue = settings.queueName().isEmpty()
                ? AwsNames.generatedQueueName(queuePrefix, settings.topic(), function, uuid, settings.competing(),
                        settings.fifo())
                : prefixed(queuePrefix, settings.queueName());
        String deadLetterQueue = settings.deadLetterQueueName() == null ? ""
                : prefixed(queuePrefix, settings.deadLetterQueueName());
        check(topic, TopicPattern.isPattern(topic) ? TopicPattern::problem : AwsNames::topicProblem);
        check(queue, settings.queueName().isEmpty() ? QueueNames::generatedProblem : AwsNames::queueProblem);
        check(deadLetterQueue, AwsNames::queueProblem);
        return new QueueNames(handler, settings, topic, queue, deadLetterQueue, topicPrefix, service, List.of());
    }

    /** The same with further topics. */
    public QueueNames withFurther(List<QueueNames> topics) {
        return new QueueNames(handler, settings, topic, queue, deadLetterQueue, topicPrefix, service, List.copyOf(topics));
    }

    /** One for each topic. */
    public List<QueueNames> each() {
        return further.isEmpty() ? List.of(this) : Stream.concat(Stream.of(this), further.stream()).toList();
    }

    /** How the bodies of messages are read. */
    public BodyForm bodyForm() {
        return new BodyForm(topicPrefix, each().stream().anyMatch(each -> each.settings().attributes().rawDelivery()));
    }

    /** The topics, for messages to people; empty for none. */
    public String topics() {
        return each().stream().map(QueueNames::topic).filter(name -> !name.isEmpty()).collect(Collectors.joining(", "));
    }

    /** Whether the queue is subscribed to all topics that a pattern fits. */
    public boolean hasTopicPattern() {
        return TopicPattern.isPattern(topic);
    }

    /** Whether the dead-letter queue is made by the application, where it does not exist. */
    public boolean makesDeadLetterQueue() {
        return service.mode() == TopologyMode.APPLY && !deadLetterQueue.isEmpty() && !isArn(deadLetterQueue);
    }

    public static boolean isArn(String name) {
        return name.startsWith("arn:");
    }

    private static String prefixed(String prefix, String name) {
        return name.isEmpty() || isArn(name) ? name : prefix + name;
    }

    private static Optional<String> generatedProblem(String name) {
        return AwsNames.queueProblem(name)
                .map(problem -> problem + " It is made of the prefix of queues and a hash of the topic;"
                        + " give the handler a queueName, or shorten the prefix.");
    }

    private static void check(String name, Function<String, Optional<String>> rule) {
        if (!isArn(name)) {
            rule.apply(name).ifPresent(problem -> {
                throw new IllegalArgumentException(problem);
            });
        }
    }
}
