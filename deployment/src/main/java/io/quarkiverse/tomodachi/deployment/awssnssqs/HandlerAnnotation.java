package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.util.HashMap;
import java.util.Map;

import org.jboss.jandex.AnnotationValue;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;

/** Reads {@code @AwsSnsSqs}. */
public final class HandlerAnnotation {

    /** The members whose values are words of AWS. */
    private static final Map<String, String> WORDS = Map.of("MESSAGE_ATTRIBUTES", "MessageAttributes", "MESSAGE_BODY",
            "MessageBody", "QUEUE", "queue", "MESSAGE_GROUP", "messageGroup", "PER_QUEUE", "perQueue", "PER_MESSAGE_GROUP_ID",
            "perMessageGroupId");

    private final TriggerMethod method;

    private HandlerAnnotation(TriggerMethod method) {
        this.method = method;
    }

    /** What the annotation says, as it is written there. */
    public static HandlerSettings settings(TriggerMethod method) {
        HandlerAnnotation annotation = new HandlerAnnotation(method);
        return new HandlerSettings(annotation.text("topic"), annotation.text("queueName"),
                method.value("competing").asBoolean(), annotation.optional("filterPolicy"),
                annotation.number("visibilityTimeout"), annotation.optional("deadLetterQueueName"),
                annotation.number("maxReceiveCount"), method.value("fifo").asBoolean(), method.value("concurrency").asInt(),
                annotation.attributes());
    }

    private DeclaredAttributes attributes() {
        Map<String, String> queue = new HashMap<>();
        put(queue, DeclaredAttributes.MESSAGE_RETENTION_PERIOD, number("messageRetentionPeriod"));
        put(queue, DeclaredAttributes.MAXIMUM_MESSAGE_SIZE, number("maximumMessageSize"));
        put(queue, DeclaredAttributes.DELAY_SECONDS, number("delaySeconds"));
        put(queue, DeclaredAttributes.RECEIVE_WAIT_TIME, number("receiveMessageWaitTime"));
        put(queue, DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, flag("contentBasedDeduplication"));
        put(queue, DeclaredAttributes.DEDUPLICATION_SCOPE, word("deduplicationScope"));
        put(queue, DeclaredAttributes.FIFO_THROUGHPUT_LIMIT, word("fifoThroughputLimit"));
        put(queue, DeclaredAttributes.KMS_KEY, key("sqsKmsMasterKeyId"));
        put(queue, DeclaredAttributes.KMS_REUSE_PERIOD, number("sqsKmsDataKeyReusePeriod"));
        Map<String, String> topic = new HashMap<>();
        put(topic, DeclaredAttributes.KMS_KEY, key("snsKmsMasterKeyId"));
        put(topic, DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, flag("contentBasedDeduplication"));
        Map<String, String> subscription = new HashMap<>();
        put(subscription, DeclaredAttributes.RAW_MESSAGE_DELIVERY, flag("rawMessageDelivery"));
        put(subscription, DeclaredAttributes.FILTER_POLICY_SCOPE, word("filterPolicyScope"));
        return new DeclaredAttributes(queue, topic, subscription);
    }

    private static void put(Map<String, String> attributes, String name, Object value) {
        if (value != null) {
            attributes.put(name, value.toString());
        }
    }

    private String text(String member) {
        return method.value(member).asString();
    }

    private String optional(String member) {
        String value = text(member);
        return AwsSnsSqs.UNSET.equals(value) ? null : value;
    }

    /** Empty for one that is to be removed. */
    private String key(String member) {
        String value = optional(member);
        return "none".equalsIgnoreCase(value) ? "" : value;
    }

    /** Not given and the value of "not given" written out are the same. */
    private Integer number(String member) {
        AnnotationValue value = method.annotation().value(member);
        return value == null || value.asInt() == -1 ? null : value.asInt();
    }

    private Boolean flag(String member) {
        AnnotationValue value = method.annotation().value(member);
        return value == null ? null : value.asBoolean();
    }

    private String word(String member) {
        AnnotationValue value = method.annotation().value(member);
        return value == null ? null : WORDS.get(value.asEnum());
    }
}
