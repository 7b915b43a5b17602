package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Names and attributes that a topic may have. */
final class TopicRules {
    static final String FIFO_SUFFIX = ".fifo";
    static final String MAXIMUM_MESSAGE_SIZE = "MaximumMessageSize";
    static final String DEFAULT_MESSAGE_SIZE = "262144";
    /** How many subscriptions a topic may have that takes messages beyond the default size. */
    static final int MAX_SUBSCRIPTIONS_OF_LARGE = 100;
    private static final Pattern MESSAGE_SIZE = Pattern.compile("[0-9]{4,7}");
    private static final int MIN_MESSAGE_SIZE = 1024;
    private static final int MAX_MESSAGE_SIZE = 1_048_576;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,256}");
    private static final int MAX_NAME = 256;
    private static final int MAX_DISPLAY_NAME = 100;
    private static final Set<String> FIFO_ONLY = Set.of("FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope");
    private static final Pattern FEEDBACK = Pattern.compile("(HTTP|Firehose|Lambda|Application|SQS)"
            + "(SuccessFeedbackRoleArn|SuccessFeedbackSampleRate|FailureFeedbackRoleArn)");
    private static final Map<String, List<String>> CHOICES = Map.of("FifoTopic", List.of("true", "false"),
            "ContentBasedDeduplication", List.of("true", "false"), "FifoThroughputScope", List.of("Topic", "MessageGroup"),
            "SignatureVersion", List.of("1", "2"), "TracingConfig", List.of("PassThrough", "Active"));

    private TopicRules() {
    }

    static void validateName(String name, boolean fifo) {
        boolean suffix = name.endsWith(FIFO_SUFFIX);
        String stem = suffix ? name.substring(0, name.length() - FIFO_SUFFIX.length()) : name;
        if (fifo && !suffix) {
            throw SnsErrors.invalidParameter("Fifo Topic names must end with .fifo and must be made up of only uppercase and "
                    + "lowercase ASCII letters, numbers, underscores, and hyphens, and must be between 1 and 256 "
                    + "characters long.");
        }
        if (!fifo && suffix || !NAME.matcher(stem).matches() || name.length() > MAX_NAME) {
            throw SnsErrors.invalidParameter("Topic Name");
        }
    }

    static void validateAttributes(Map<String, String> given, boolean fifo) {
        given.forEach((name, value) -> validate(name, value, fifo));
    }

    static void validate(String name, String value, boolean fifo) {
        boolean known = switch (name) {
            case "DisplayName" -> value.length() <= MAX_DISPLAY_NAME;
            case "KmsMasterKeyId" -> true;
            case MAXIMUM_MESSAGE_SIZE -> value.isEmpty() || isMessageSize(value);
            case "Policy", "DeliveryPolicy" -> value.isEmpty() || isJsonObject(value);
            case "FifoTopic", "ContentBasedDeduplication", "FifoThroughputScope", "SignatureVersion", "TracingConfig" ->
                CHOICES.get(name).contains(value);
            case "ArchivePolicy", "DataProtectionPolicy" ->
                throw SnsErrors.invalidParameter(name + ": not supported by this endpoint");
            default -> {
                if (!FEEDBACK.matcher(name).matches()) {
                    throw SnsErrors.invalidParameter("Attributes Reason: Unknown attribute " + name);
                }
                yield true;
            }
        };
        if (!known) {
            throw SnsErrors.invalidParameter("Attributes Reason: Invalid value for attribute " + name);
        }
        if (!fifo && FIFO_ONLY.contains(name) && !(name.equals("FifoTopic") && value.equals("false"))) {
            throw SnsErrors.invalidParameter("Attributes Reason: " + name + " is only valid for FIFO topics");
        }
    }

    static boolean isLarge(int messageSize) {
        return messageSize > Integer.parseInt(DEFAULT_MESSAGE_SIZE);
    }

    private static boolean isMessageSize(String value) {
        return MESSAGE_SIZE.matcher(value).matches() && Integer.parseInt(value) >= MIN_MESSAGE_SIZE
                && Integer.parseInt(value) <= MAX_MESSAGE_SIZE;
    }

    private static boolean isJsonObject(String value) {
        var tree = FilterPolicy.tree(value);
        return tree != null && tree.isObject();
    }
}
