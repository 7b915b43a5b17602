package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.CONTENT_BASED_DEDUPLICATION;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.DEDUPLICATION_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.DELAY_SECONDS;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FIFO_THROUGHPUT_LIMIT;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FILTER_POLICY_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_KEY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_REUSE_PERIOD;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.MAXIMUM_MESSAGE_SIZE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.MESSAGE_RETENTION_PERIOD;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RAW_MESSAGE_DELIVERY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RECEIVE_WAIT_TIME;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** What the further attributes of queues, topics and subscriptions may be. */
final class AttributeRules {

    private static final List<Range> RANGES = List.of(
            new Range(MESSAGE_RETENTION_PERIOD, "messageRetentionPeriod", 60, 1_209_600, "seconds"),
            new Range(MAXIMUM_MESSAGE_SIZE, "maximumMessageSize", 1024, 1_048_576, "bytes"),
            new Range(DELAY_SECONDS, "delaySeconds", 0, 900, "seconds"),
            new Range(RECEIVE_WAIT_TIME, "receiveMessageWaitTime", 0, 20, "seconds"),
            new Range(KMS_REUSE_PERIOD, "sqsKmsDataKeyReusePeriod", 60, 86_400, "seconds"));

    private static final Map<String, String> ONLY_FIFO = Map.of(CONTENT_BASED_DEDUPLICATION, "contentBasedDeduplication",
            DEDUPLICATION_SCOPE, "deduplicationScope", FIFO_THROUGHPUT_LIMIT, "fifoThroughputLimit");

    private AttributeRules() {
    }

    static void check(HandlerSettings settings, Consumer<String> problems) {
        Map<String, String> queue = settings.attributes().queue();
        RANGES.forEach(range -> range.check(queue.get(range.attribute()), problems));
        checkFifo(settings, problems);
        checkTopic(settings, problems);
        String key = queue.get(KMS_KEY);
        if (queue.containsKey(KMS_REUSE_PERIOD) && key != null && key.isEmpty()) {
            problems.accept("has a sqsKmsDataKeyReusePeriod, but no key that it would be for; leave it out, or name the key"
                    + " in sqsKmsMasterKeyId");
        }
    }

    private static void checkFifo(HandlerSettings settings, Consumer<String> problems) {
        Map<String, String> queue = settings.attributes().queue();
        if (!settings.fifo()) {
            queue.keySet().stream().filter(ONLY_FIFO::containsKey).map(ONLY_FIFO::get).sorted().forEach(member -> problems
                    .accept("has a " + member + ", which only FIFO queues have; leave it out, or set fifo = true"));
        }
        if ("queue".equals(queue.get(DEDUPLICATION_SCOPE)) && !"perQueue".equals(queue.get(FIFO_THROUGHPUT_LIMIT))) {
            problems.accept("has the deduplicationScope QUEUE, with which the limit of calls cannot be one for each group; set"
                    + " fifoThroughputLimit = PER_QUEUE, too");
        }
    }

    private static void checkTopic(HandlerSettings settings, Consumer<String> problems) {
        Map<String, String> subscription = settings.attributes().subscription();
        if (subscription.containsKey(FILTER_POLICY_SCOPE) && settings.filterPolicy() == null) {
            problems.accept("has a filterPolicyScope but no filterPolicy; give both or none");
        }
        if (settings.topic().isEmpty()) {
            if (subscription.containsKey(RAW_MESSAGE_DELIVERY)) {
                problems.accept("has rawMessageDelivery but no topic, and only subscriptions deliver; name the topic or leave"
                        + " it out");
            }
            if (settings.attributes().topic().containsKey(KMS_KEY)) {
                problems.accept("has a snsKmsMasterKeyId but no topic; name the topic or leave it out");
            }
        } else if (TopicPattern.isPattern(settings.topic()) && !HandlerSettings.isExpression(settings.topic())
                && settings.attributes().topic().containsKey(KMS_KEY)) {
            problems.accept("has the topic pattern '" + settings.topic() + "', and topics that fit are not changed, so that"
                    + " snsKmsMasterKeyId has no meaning; leave it out");
        }
    }

    private record Range(String attribute, String member, int smallest, int largest, String unit) {

        void check(String value, Consumer<String> problems) {
            if (value != null && !isWithin(value)) {
                problems.accept("has the " + member + " " + value + "; it is from " + smallest + " to " + largest + " " + unit);
            }
        }

        private boolean isWithin(String value) {
            try {
                int number = Integer.parseInt(value);
                return number >= smallest && number <= largest;
            } catch (NumberFormatException e) {
                return false;
            }
        }
    }
}
