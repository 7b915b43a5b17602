package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Which attributes may be set to which values. */
final class QueueAttributeRules {
    /** Those that only tell, in the order in which they are listed. */
    private static final List<String> READ_ONLY = List.of("QueueArn", "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible", "ApproximateNumberOfMessagesDelayed", "CreatedTimestamp",
            "LastModifiedTimestamp");
    private static final Map<String, Predicate<String>> SETTABLE = settable();
    private static final List<String> FIFO_ONLY = List.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope",
            "FifoThroughputLimit");
    private static final List<String> REMOVABLE = List.of("Policy", "RedrivePolicy", "RedriveAllowPolicy",
            "KmsMasterKeyId");

    private QueueAttributeRules() {
    }

    private static Map<String, Predicate<String>> settable() {
        Map<String, Predicate<String>> rules = new LinkedHashMap<>();
        rules.put("VisibilityTimeout", range(0, 43_200));
        rules.put("DelaySeconds", range(0, 900));
        rules.put("ReceiveMessageWaitTimeSeconds", range(0, 20));
        rules.put("MessageRetentionPeriod", range(60, 1_209_600));
        rules.put("MaximumMessageSize", range(1024, 1_048_576));
        rules.put("SqsManagedSseEnabled", oneOf("true", "false"));
        rules.put("KmsMasterKeyId", value -> value.length() <= 2048);
        rules.put("KmsDataKeyReusePeriodSeconds", range(60, 86_400));
        rules.put("Policy", JsonAttribute::isPolicy);
        rules.put("RedrivePolicy", value -> true);
        rules.put("RedriveAllowPolicy", value -> true);
        rules.put("FifoQueue", oneOf("true", "false"));
        rules.put("ContentBasedDeduplication", oneOf("true", "false"));
        rules.put("DeduplicationScope", oneOf("queue", "messageGroup"));
        rules.put("FifoThroughputLimit", oneOf("perQueue", "perMessageGroupId"));
        return rules;
    }

    static List<String> allNames() {
        List<String> names = new ArrayList<>(READ_ONLY);
        names.addAll(SETTABLE.keySet());
        return names;
    }

    static boolean isKnown(String name) {
        return SETTABLE.containsKey(name) || READ_ONLY.contains(name);
    }

    /** @param current the queue's attributes, null for each that it has not */
    static void validate(Map<String, String> given, boolean fifo, UnaryOperator<String> current) {
        given.forEach((name, value) -> {
            Predicate<String> rule = SETTABLE.get(name);
            if (rule == null || !fifo && FIFO_ONLY.contains(name)) {
                throw SqsErrors.invalidAttributeName(name);
            }
            boolean removal = value.isEmpty() && REMOVABLE.contains(name);
            if (!removal && !rule.test(value)) {
                throw SqsErrors.invalidAttributeValue(name);
            }
        });
        if (fifo && "perMessageGroupId".equals(effective("FifoThroughputLimit", given, current))
                && !"messageGroup".equals(effective("DeduplicationScope", given, current))) {
            throw SqsErrors.invalidAttributeValue("FifoThroughputLimit",
                    "perMessageGroupId requires DeduplicationScope messageGroup.");
        }
        if ("true".equals(given.get("SqsManagedSseEnabled")) && !given.getOrDefault("KmsMasterKeyId", "").isEmpty()) {
            throw SqsErrors.invalidAttributeValue("SqsManagedSseEnabled",
                    "You can use one type of server-side encryption (SSE) at one time.");
        }
    }

    private static String effective(String name, Map<String, String> given, UnaryOperator<String> current) {
        return given.containsKey(name) ? given.get(name) : current.apply(name);
    }

    private static Predicate<String> range(int min, int max) {
        return value -> {
            try {
                int number = Integer.parseInt(value);
                return number >= min && number <= max;
            } catch (NumberFormatException e) {
                return false;
            }
        };
    }

    private static Predicate<String> oneOf(String... values) {
        return List.of(values)::contains;
    }
}
