package io.quarkiverse.tomodachi.devservices.aws.differential;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What can be set of a queue, and what it tells. */
final class QueueAttributeProbes extends ProbeGroup {

    private static final String POLICY = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Sid\":\"a\",\"Effect\":\"Allow\","
            + "\"Principal\":\"*\",\"Action\":\"sqs:SendMessage\",\"Resource\":\"*\"}]}";

    QueueAttributeProbes() {
        sqs("attributes of a new queue", lab -> {
            String url = lab.queue();
            Map<String, String> all = new TreeMap<>(lab.sqs().getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)).attributesAsStrings());
            for (String name : List.of("VisibilityTimeout", "DelaySeconds", "ReceiveMessageWaitTimeSeconds",
                    "MaximumMessageSize", "MessageRetentionPeriod", "SqsManagedSseEnabled", "ApproximateNumberOfMessages",
                    "ApproximateNumberOfMessagesDelayed", "ApproximateNumberOfMessagesNotVisible", "QueueArn", "FifoQueue",
                    "Policy", "RedrivePolicy", "KmsMasterKeyId")) {
                lab.note(name, all.get(name));
            }
            lab.note("times", all.getOrDefault("CreatedTimestamp", "").matches("[0-9]{10}")
                    && all.getOrDefault("LastModifiedTimestamp", "").matches("[0-9]{10}"));
        });
        sqs("attributes of a new FIFO queue", lab -> {
            String url = lab.fifoQueue(Map.of());
            Map<String, String> all = lab.sqs().getQueueAttributes(
                    request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL)).attributesAsStrings();
            for (String name : List.of("FifoQueue", "ContentBasedDeduplication", "DeduplicationScope",
                    "FifoThroughputLimit")) {
                lab.note(name, all.get(name));
            }
        });
        sqs("attributes that nobody asks for", lab -> {
            String url = lab.queue();
            lab.attempt("none", () -> lab.sqs().getQueueAttributes(request -> request.queueUrl(url)),
                    found -> found.attributesAsStrings().size());
            lab.attempt("unknown",
                    () -> lab.sqs().getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Colour")));
        });
        values();
        policies();
    }

    private void values() {
        Map<QueueAttributeName, List<String>> values = Map.of(QueueAttributeName.VISIBILITY_TIMEOUT,
                List.of("0", "43200", "43201", "-1", "x", ""), QueueAttributeName.DELAY_SECONDS, List.of("900", "901", "-1"),
                QueueAttributeName.RECEIVE_MESSAGE_WAIT_TIME_SECONDS, List.of("20", "21"),
                QueueAttributeName.MESSAGE_RETENTION_PERIOD, List.of("60", "1209600", "59", "1209601"),
                QueueAttributeName.MAXIMUM_MESSAGE_SIZE, List.of("1024", "1048576", "1023", "1048577"),
                QueueAttributeName.SQS_MANAGED_SSE_ENABLED, List.of("true", "false", "maybe"),
                QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS, List.of("60", "59"));
        new TreeMap<>(values).forEach((name, candidates) -> sqs("values of " + name, lab -> {
            String url = lab.queue();
            for (String value : candidates) {
                lab.attempt("'" + value + "'",
                        () -> lab.sqs().setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(name, value))),
                        set -> lab.attribute(url, name));
            }
        }));
        sqs("attributes that cannot be set", lab -> {
            String url = lab.queue();
            for (String name : List.of("QueueArn", "Colour", "FifoQueue", "ContentBasedDeduplication")) {
                lab.attempt(name, () -> lab.sqs()
                        .setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(Map.of(name, "true"))));
            }
            lab.attempt("at creation", () -> lab.sqs().createQueue(
                    request -> request.queueName(lab.name("queue")).attributesWithStrings(Map.of("Colour", "red"))));
        });
        sqs("a key is kept", lab -> {
            String url = lab.queue(Map.of(QueueAttributeName.KMS_MASTER_KEY_ID, "alias/mine"));
            lab.note("key", lab.attribute(url, QueueAttributeName.KMS_MASTER_KEY_ID));
            lab.note("reuse", lab.attribute(url, QueueAttributeName.KMS_DATA_KEY_REUSE_PERIOD_SECONDS));
            lab.note("managed", lab.attribute(url, QueueAttributeName.SQS_MANAGED_SSE_ENABLED));
        });
    }

    private void policies() {
        sqs("a policy is kept and removed", lab -> {
            String url = lab.queue(Map.of(QueueAttributeName.POLICY, POLICY));
            lab.note("policy", lab.attribute(url, QueueAttributeName.POLICY));
            lab.attempt("remove", () -> lab.sqs()
                    .setQueueAttributes(request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, ""))));
            lab.note("afterwards", lab.attribute(url, QueueAttributeName.POLICY));
        });
        sqs("policies that are none", lab -> {
            String url = lab.queue();
            for (String bad : List.of("nonsense", "[]", "{}",
                    "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Maybe\"}]}")) {
                lab.attempt(bad, () -> lab.sqs().setQueueAttributes(
                        request -> request.queueUrl(url).attributes(Map.of(QueueAttributeName.POLICY, bad))));
            }
        });
    }
}
