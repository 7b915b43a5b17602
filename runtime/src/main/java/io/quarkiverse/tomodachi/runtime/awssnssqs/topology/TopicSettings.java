package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics.Topic;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import software.amazon.awssdk.services.sns.SnsAsyncClient;

/** Compares what handlers declare of their topics with what the topics are like. For worker threads. */
final class TopicSettings {

    private final SnsAsyncClient sns;

    TopicSettings(SnsAsyncClient sns) {
        this.sns = sns;
    }

    /** Sets what differs. */
    void ensure(QueueNames names, Topic topic) {
        Map<String, String> declared = names.settings().attributes().topic();
        if (topic.confirmed().entrySet().containsAll(declared.entrySet())) {
            return;
        }
        Map<String, String> differences = differences(topic.arn(), declared).orElseGet(() -> {
            TopologyLog.unchecked(names, "sns:GetTopicAttributes", "Topic %s exists with other attributes than a handler"
                    + " declares, and is used as it is: to see and change them, the rights sns:GetTopicAttributes and"
                    + " sns:SetTopicAttributes are needed", topic.arn()).with(TopologyLog.TOPIC, topic.arn()).write();
            return Map.of();
        });
        differences.forEach((name, value) -> {
            AwsCalls.call("sns:SetTopicAttributes", "topic " + topic.arn() + " (" + name + ")",
                    () -> sns.setTopicAttributes(request -> request.topicArn(topic.arn()).attributeName(name)
                            .attributeValue(value).overrideConfiguration(CallTimes.of(sns))));
            TopologyLog.event(Level.INFO, "topic-changed", "Set '%s' of SNS topic %s", name, topic.arn())
                    .with(TopologyLog.TOPIC, topic.arn()).write();
        });
    }

    /** What of the declared attributes is not so, empty if the application may not know. */
    Optional<Map<String, String>> differences(String topicArn, Map<String, String> declared) {
        if (declared.isEmpty()) {
            return Optional.of(Map.of());
        }
        try {
            Map<String, String> current = AwsCalls.call("sns:GetTopicAttributes", "topic " + topicArn,
                    () -> sns
                            .getTopicAttributes(request -> request.topicArn(topicArn).overrideConfiguration(CallTimes.of(sns))))
                    .attributes();
            Map<String, String> differences = new TreeMap<>(declared);
            differences.entrySet().removeIf(entry -> isSame(current, entry));
            return Optional.of(differences);
        } catch (AwsCallException e) {
            if (e.isDenied()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isSame(Map<String, String> current, Map.Entry<String, String> declared) {
        String value = current.getOrDefault(declared.getKey(), "");
        return declared.getKey().equals(DeclaredAttributes.KMS_KEY) ? QueueChanges.isSameKey(value, declared.getValue())
                : value.equalsIgnoreCase(declared.getValue());
    }
}
