package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;

/**
 * The topic and the queues of a handler, by their names on AWS or their ARNs, with {@code *} in place of what only the running
 * application knows.
 *
 * @param handler the method, for people
 * @param service the settings of its service
 * @param settings what the annotation, or else the configuration, says
 * @param topic the topic, empty for none; the name of a pattern has {@code *} for its wildcards
 * @param topicKind what the topic is
 * @param queue the queue
 * @param deadLetterQueue the dead-letter queue, empty for none
 */
record HandlerUse(String handler, KnownSettings service, HandlerSettings settings, String topic, TopicKind topicKind,
        String queue, String deadLetterQueue) {

    /** What is known of the text of a topic. */
    enum TopicKind {
        /** One topic, by its name or its ARN; or none. */
        SINGLE,
        PATTERN,
        /** Only the running application knows whether it is a pattern. */
        UNKNOWN
    }

    /** @param declared what the annotation says */
    static HandlerUse of(TriggerMethod method, HandlerSettings declared, KnownSettings service) {
        String topic = service.expand(declared.topic());
        String uuid = service.uuid(Optional.ofNullable(method.service().getAnnotation().value("uuid"))
                .map(value -> value.asString()).orElse("")).orElse(null);
        String queueName = service.expand(declared.queueName());
        String queue = queueName.isEmpty() ? generated(topic, method.method().name(), uuid, declared, service)
                : prefixed(service.queuePrefix(), queueName);
        String deadLetterQueue = declared.deadLetterQueueName() == null ? ""
                : prefixed(service.queuePrefix(), service.expand(declared.deadLetterQueueName()));
        TopicKind kind = kind(declared.topic(), topic);
        String name = topic.isEmpty() || isArn(topic) ? topic
                : AwsNames.topicName(service.topicPrefix(), topic, declared.fifo()).replace('#', '*');
        return new HandlerUse(method.id(), service, settings(declared, topic, kind, service), name, kind, queue,
                deadLetterQueue);
    }

    private static TopicKind kind(String declared, String topic) {
        if (topic.equals(KnownSettings.UNKNOWN) && HandlerSettings.isExpression(declared)) {
            return TopicKind.UNKNOWN;
        }
        return !isArn(topic) && (topic.contains("*") || topic.contains("#")) ? TopicKind.PATTERN : TopicKind.SINGLE;
    }

    private static String generated(String topic, String function, String uuid, HandlerSettings declared,
            KnownSettings service) {
        if (topic.equals(KnownSettings.UNKNOWN) || !declared.competing() && uuid == null) {
            return service.queuePrefix() + KnownSettings.UNKNOWN + (declared.fifo() ? AwsNames.FIFO : "");
        }
        return AwsNames.generatedQueueName(service.queuePrefix(), topic, function, uuid, declared.competing(),
                declared.fifo());
    }

    private static String prefixed(String prefix, String name) {
        return name.isEmpty() || isArn(name) ? name : prefix + name;
    }

    /** As the running application adds keys that are configured. */
    private static HandlerSettings settings(HandlerSettings declared, String topic, TopicKind kind, KnownSettings service) {
        Map<String, String> queue = new HashMap<>(declared.attributes().queue());
        service.option("sqs-kms-master-key-id").ifPresent(key -> queue.putIfAbsent(DeclaredAttributes.KMS_KEY, key(key)));
        Map<String, String> topicAttributes = new HashMap<>(declared.attributes().topic());
        if (!topic.isEmpty() && !isArn(topic) && kind != TopicKind.PATTERN) {
            service.option("sns-kms-master-key-id")
                    .ifPresent(key -> topicAttributes.putIfAbsent(DeclaredAttributes.KMS_KEY, key(key)));
        }
        queue.replaceAll((name, value) -> service.expand(value));
        topicAttributes.replaceAll((name, value) -> service.expand(value));
        return declared.withAttributes(
                new DeclaredAttributes(queue, topicAttributes, declared.attributes().subscription()));
    }

    private static String key(String configured) {
        return "none".equalsIgnoreCase(configured) ? "" : configured;
    }

    static boolean isArn(String name) {
        return name.startsWith("arn:");
    }

    boolean declaresSubscription() {
        return settings.filterPolicy() != null
                || settings.attributes().subscription().containsKey(DeclaredAttributes.RAW_MESSAGE_DELIVERY);
    }

    /** The key of the queue, empty for none that is known. */
    Optional<String> queueKey() {
        return Optional.ofNullable(settings.attributes().queue().get(DeclaredAttributes.KMS_KEY))
                .filter(key -> !key.isEmpty());
    }

    /** The key of the topic, empty for none that is known. */
    Optional<String> topicKey() {
        return Optional.ofNullable(settings.attributes().topic().get(DeclaredAttributes.KMS_KEY))
                .filter(key -> !key.isEmpty());
    }
}
