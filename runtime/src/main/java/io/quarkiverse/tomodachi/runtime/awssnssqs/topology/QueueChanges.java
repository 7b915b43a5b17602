package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.TopicPattern;

/** Compares what handlers declare of their queues with what the queues are like. */
final class QueueChanges {

    static final String POLICY = "Policy";
    static final String REDRIVE_POLICY = "RedrivePolicy";
    static final String VISIBILITY_TIMEOUT = "VisibilityTimeout";

    private final QueueNames names;
    private final ExistingQueue queue;
    private final Map<String, String> changes = new TreeMap<>();

    private QueueChanges(QueueNames names, ExistingQueue queue) {
        this.names = names;
        this.queue = queue;
    }

    /**
     * @param deadLetterArn the dead-letter queue, {@code null} for none
     * @param topicArns the topics that the queue is subscribed to
     * @return the attributes to set, by their names, an empty value to remove one
     */
    static Map<String, String> of(QueueNames names, ExistingQueue queue, String deadLetterArn, List<String> topicArns) {
        QueueChanges result = new QueueChanges(names, queue);
        if (!topicArns.isEmpty() && queue.arn().isPresent()) {
            result.policy(source(names.service(), topicArns));
        }
        result.redrive(deadLetterArn);
        Integer timeout = names.settings().visibilityTimeout();
        if (timeout != null) {
            result.attribute(VISIBILITY_TIMEOUT, timeout.toString());
        }
        names.settings().attributes().queue().forEach(result::attribute);
        return result.changes;
    }

    /** What the policy of a queue names as the one who delivers. */
    static String source(ServiceTopology service, List<String> topicArns) {
        if (topicArns.size() > 1 && service.wildcardPolicySource() != null) {
            return service.wildcardPolicySource();
        }
        return service.policySource() != null ? service.policySource() : TopicPattern.commonSource(topicArns);
    }

    private void policy(String source) {
        String policy = QueuePolicy.allowing(queue.attribute(POLICY), queue.arn().orElseThrow(), source);
        if (policy != null) {
            changes.put(POLICY, policy);
        }
    }

    private void redrive(String deadLetterArn) {
        RedrivePolicy current = RedrivePolicy.parse(queue.attribute(REDRIVE_POLICY));
        if (deadLetterArn != null) {
            RedrivePolicy wanted = new RedrivePolicy(deadLetterArn, names.settings().maxReceiveCount());
            if (!wanted.equals(current)) {
                changes.put(REDRIVE_POLICY, wanted.write());
            }
        } else if ("".equals(names.settings().deadLetterQueueName()) && current != null) {
            changes.put(REDRIVE_POLICY, "");
        }
    }

    private void attribute(String name, String wanted) {
        if (name.equals(DeclaredAttributes.KMS_REUSE_PERIOD) && !isEncrypted()) {
            return;
        }
        String current = Objects.toString(queue.attribute(name), "");
        boolean same = name.equals(DeclaredAttributes.KMS_KEY) ? isSameKey(current, wanted) : current.equals(wanted);
        if (!same) {
            changes.put(name, wanted);
        }
    }

    private boolean isEncrypted() {
        String wanted = names.settings().attributes().queue().get(DeclaredAttributes.KMS_KEY);
        return wanted != null ? !wanted.isEmpty() : queue.attribute(DeclaredAttributes.KMS_KEY) != null;
    }

    /** One and the same key may be named by its id or alias, or by an ARN that ends with it. */
    static boolean isSameKey(String current, String wanted) {
        return current.equals(wanted) || !wanted.isEmpty() && !current.isEmpty() && (endsWith(current, wanted)
                || endsWith(wanted, current));
    }

    private static boolean endsWith(String arn, String key) {
        return arn.startsWith("arn:") && (arn.endsWith(":" + key) || arn.endsWith(":key/" + key));
    }
}
