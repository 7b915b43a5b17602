package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.TopicPattern;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** Changes nothing, and fails with everything that is missing or differs. */
final class Verification implements Strategy {

    private final Queues queues;
    private final Topics topics;
    private final TopicSettings topicSettings;
    private final Subscriptions subscriptions;

    Verification(Queues queues, Topics topics, TopicSettings topicSettings, Subscriptions subscriptions) {
        this.queues = queues;
        this.topics = topics;
        this.topicSettings = topicSettings;
        this.subscriptions = subscriptions;
    }

    @Override
    public Provisioned provision(QueueNames names) {
        List<String> differences = new ArrayList<>();
        ExistingQueue queue = existing(names.queue(), "queue", differences);
        ExistingQueue deadLetters = names.deadLetterQueue().isEmpty() ? null
                : existing(names.deadLetterQueue(), "dead-letter queue", differences);
        List<String> topicArns = topicArns(names, differences);
        if (queue != null) {
            compare(names, queue, deadLetters, topicArns, differences);
            SubscriptionSettings wanted = SubscriptionSettings.of(names.settings());
            topicArns.forEach(topic -> queue.arn().ifPresent(arn -> compare(names, topic, arn, wanted, differences)));
        }
        if (!differences.isEmpty()) {
            throw new TopologyDifferences(names.handler(), differences);
        }
        return new ProvisionedQueues(queues).describe(names, queue, deadLetters == null ? null : deadLetters.url());
    }

    private ExistingQueue existing(String name, String kind, List<String> differences) {
        try {
            Optional<ExistingQueue> queue = queues.find(name);
            if (queue.isEmpty()) {
                differences.add(kind + " " + name + " does not exist");
            }
            return queue.orElse(null);
        } catch (AwsCallException e) {
            refused(e, differences);
            return null;
        }
    }

    private List<String> topicArns(QueueNames names, List<String> differences) {
        String topic = names.topic();
        if (topic.isEmpty()) {
            return List.of();
        }
        try {
            if (QueueNames.isArn(topic)) {
                return ofArn(topic, differences);
            }
            if (names.hasTopicPattern()) {
                return new TopicPattern(topic)
                        .select(AwsCalls.call("sns:ListTopics", "all topics", () -> topics.list().all()));
            }
            Optional<String> arn = AwsCalls.call("sns:GetTopicAttributes", "topic " + topic, () -> topics.find(topic));
            if (arn.isEmpty()) {
                differences.add("topic " + topic + " does not exist");
                return List.of();
            }
            topicSettings.differences(arn.get(), names.settings().attributes().topic())
                    .ifPresent(found -> found.forEach((name, value) -> differences.add(name + " of topic " + topic
                            + " is not " + declared(value))));
            return List.of(arn.get());
        } catch (AwsCallException e) {
            unknown(names, topic, e, "topic " + topic, differences);
            return List.of();
        }
    }

    private List<String> ofArn(String topic, List<String> differences) {
        if (AwsCalls.call("sns:GetTopicAttributes", "topic " + topic, () -> topics.exists(topic))) {
            return List.of(topic);
        }
        differences.add("topic " + topic + " does not exist");
        return List.of();
    }

    private static void unknown(QueueNames names, String topic, AwsCallException e, String what,
            List<String> differences) {
        if (e.isDenied()) {
            TopologyLog.unchecked(names, e.right(), "%s cannot be verified: %s", what, e.getMessage())
                    .with(TopologyLog.TOPIC, topic).write();
        } else {
            refused(e, differences);
        }
    }

    /** Told together with everything else, unless it holds for all handlers. */
    private static void refused(AwsCallException e, List<String> differences) {
        if (e.isOfCredentials()) {
            throw e;
        }
        differences.add(e.getMessage());
    }

    private static void compare(QueueNames names, ExistingQueue queue, ExistingQueue deadLetters, List<String> topicArns,
            List<String> differences) {
        if (!queue.isKnown()) {
            TopologyLog.unchecked(names, "sqs:GetQueueAttributes", "Queue %s cannot be verified: the right"
                    + " sqs:GetQueueAttributes is missing", queue.name()).write();
            return;
        }
        String deadLetterArn = deadLetters == null ? null : deadLetters.arn().orElse(null);
        QueueChanges.of(names, queue, deadLetterArn, topicArns).forEach((name, wanted) -> {
            String current = queue.attribute(name);
            differences.add(name.equals(QueueChanges.POLICY)
                    ? "the policy of queue " + queue.name() + " does not let "
                            + QueueChanges.source(names.service(), topicArns) + " deliver"
                    : name + " of queue " + queue.name() + " is " + (current == null ? "not set" : current) + ", not "
                            + declared(wanted));
        });
    }

    private void compare(QueueNames names, String topicArn, String queueArn, SubscriptionSettings wanted,
            List<String> differences) {
        try {
            Optional<String> subscription = subscriptions.find(topicArn, queueArn);
            if (subscription.isEmpty()) {
                differences.add("queue " + queueArn + " is not subscribed to topic " + topicArn);
                return;
            }
            if (Subscriptions.isPending(subscription.get())) {
                differences.add("the subscription of queue " + queueArn + " to topic " + topicArn + " is not confirmed");
                return;
            }
            if (wanted.isEmpty()) {
                return;
            }
            Optional<Map<String, String>> current = subscriptions.attributes(subscription.get());
            if (current.isEmpty()) {
                TopologyLog.unchecked(names, "sns:GetSubscriptionAttributes", "Subscription %s cannot be verified: the right"
                        + " sns:GetSubscriptionAttributes is missing", subscription.get()).with(TopologyLog.TOPIC, topicArn)
                        .with(TopologyLog.SUBSCRIPTION, subscription.get()).write();
                return;
            }
            wanted.differences(current.get()).forEach((name, value) -> differences.add(name + " of the subscription of queue "
                    + queueArn + " to topic " + topicArn + " is "
                    + current.get().getOrDefault(name, "not set") + ", not " + declared(value)));
        } catch (AwsCallException e) {
            if (e.is(NotFoundException.class)) {
                differences.add("topic " + topicArn + " does not exist");
            } else {
                unknown(names, topicArn, e, "The subscription of queue " + queueArn + " to topic " + topicArn,
                        differences);
            }
        }
    }

    private static String declared(String value) {
        return value.isEmpty() ? "removed, as is declared" : value + ", as is declared";
    }
}
