package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import java.util.List;
import java.util.Map;

/**
 * Attributes that a handler declares beside those that have members of their own in {@link HandlerSettings}, by the names of
 * AWS. What is not there is left as it is on AWS; an empty value removes the attribute.
 *
 * @param queue of the handler's queue
 * @param topic of the handler's topic
 * @param subscription of the subscription of the queue to the topic
 */
public record DeclaredAttributes(Map<String, String> queue, Map<String, String> topic, Map<String, String> subscription) {

    public static final String KMS_KEY = "KmsMasterKeyId";
    public static final String KMS_REUSE_PERIOD = "KmsDataKeyReusePeriodSeconds";
    public static final String MESSAGE_RETENTION_PERIOD = "MessageRetentionPeriod";
    public static final String MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";
    public static final String DELAY_SECONDS = "DelaySeconds";
    public static final String RECEIVE_WAIT_TIME = "ReceiveMessageWaitTimeSeconds";
    public static final String CONTENT_BASED_DEDUPLICATION = "ContentBasedDeduplication";
    public static final String DEDUPLICATION_SCOPE = "DeduplicationScope";
    public static final String FIFO_THROUGHPUT_LIMIT = "FifoThroughputLimit";
    public static final String RAW_MESSAGE_DELIVERY = "RawMessageDelivery";
    public static final String FILTER_POLICY_SCOPE = "FilterPolicyScope";

    public static final String SCOPE_OF_ATTRIBUTES = "MessageAttributes";
    public static final String SCOPE_OF_BODY = "MessageBody";

    /** All of them. */
    public static final List<String> NAMES = List.of(KMS_KEY, KMS_REUSE_PERIOD, MESSAGE_RETENTION_PERIOD, MAXIMUM_MESSAGE_SIZE,
            DELAY_SECONDS, RECEIVE_WAIT_TIME, CONTENT_BASED_DEDUPLICATION, DEDUPLICATION_SCOPE, FIFO_THROUGHPUT_LIMIT,
            RAW_MESSAGE_DELIVERY, FILTER_POLICY_SCOPE);

    /** Nothing is declared. */
    public static final DeclaredAttributes NONE = new DeclaredAttributes(Map.of(), Map.of(), Map.of());

    public DeclaredAttributes {
        queue = Map.copyOf(queue);
        topic = Map.copyOf(topic);
        subscription = Map.copyOf(subscription);
    }

    /** Whether filter policies look into bodies. */
    public boolean filtersBodies() {
        return SCOPE_OF_BODY.equals(subscription.get(FILTER_POLICY_SCOPE));
    }

    /** Whether messages come without the JSON that SNS puts around them. */
    public boolean rawDelivery() {
        return "true".equals(subscription.get(RAW_MESSAGE_DELIVERY));
    }
}
