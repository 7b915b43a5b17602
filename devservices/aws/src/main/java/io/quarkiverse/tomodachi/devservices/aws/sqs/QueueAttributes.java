package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.LinkedHashMap;
import java.util.Map;

/** What can be set of a queue; whatever was not set has the service's default. */
public final class QueueAttributes {
    private static final Map<String, String> DEFAULTS = Map.of("DelaySeconds", "0", "MaximumMessageSize", "1048576",
            "MessageRetentionPeriod", "345600", "ReceiveMessageWaitTimeSeconds", "0", "VisibilityTimeout", "30",
            "SqsManagedSseEnabled", "true");
    private static final Map<String, String> FIFO_DEFAULTS = Map.of("ContentBasedDeduplication", "false",
            "DeduplicationScope", "queue", "FifoThroughputLimit", "perQueue", "FifoQueue", "true");

    private final boolean fifo;
    private final Map<String, String> values = new LinkedHashMap<>();
    private RedrivePolicy redrivePolicy;
    private RedriveAllowPolicy redriveAllowPolicy;

    QueueAttributes(boolean fifo, Map<String, String> given) {
        this.fifo = fifo;
        set(given);
    }

    /** Sets attributes that were validated before; an empty value unsets. */
    void set(Map<String, String> given) {
        given.forEach((name, value) -> {
            if (value.isEmpty()) {
                values.remove(name);
            } else {
                values.put(name, value);
            }
        });
        if (values.containsKey("KmsMasterKeyId") && !given.containsKey("SqsManagedSseEnabled")) {
            values.put("SqsManagedSseEnabled", "false");
        }
        String redrive = values.get("RedrivePolicy");
        redrivePolicy = redrive == null ? null : RedrivePolicy.parse(redrive);
        String allow = values.get("RedriveAllowPolicy");
        redriveAllowPolicy = allow == null ? null : RedriveAllowPolicy.parse(allow);
    }

    /** The value, its default, or null where there is none. */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            value = DEFAULTS.get(name);
        }
        if (value == null && fifo) {
            value = FIFO_DEFAULTS.get(name);
        }
        if (value == null && name.equals("KmsDataKeyReusePeriodSeconds") && values.containsKey("KmsMasterKeyId")) {
            value = "300";
        }
        return value;
    }

    public boolean isFifo() {
        return fifo;
    }

    public boolean deduplicatesByContent() {
        return Boolean.parseBoolean(get("ContentBasedDeduplication"));
    }

    boolean deduplicatesByGroup() {
        return "messageGroup".equals(get("DeduplicationScope"));
    }

    int delaySeconds() {
        return number("DelaySeconds");
    }

    int visibilityTimeout() {
        return number("VisibilityTimeout");
    }

    int receiveWaitSeconds() {
        return number("ReceiveMessageWaitTimeSeconds");
    }

    public int maximumMessageSize() {
        return number("MaximumMessageSize");
    }

    long retentionMillis() {
        return 1000L * number("MessageRetentionPeriod");
    }

    /** Null if there is none. */
    public RedrivePolicy redrivePolicy() {
        return redrivePolicy;
    }

    boolean allowsRedriveFrom(String sourceArn) {
        return redriveAllowPolicy == null || redriveAllowPolicy.allows(sourceArn);
    }

    private int number(String name) {
        return Integer.parseInt(get(name));
    }
}
