package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.List;
import java.util.Map;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.TopicPattern;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;

/** Creates what does not exist, and changes what differs. */
final class Setup implements Strategy {

    private final Queues queues;
    private final Topics topics;
    private final TopicSettings topicSettings;
    private final Subscriptions subscriptions;
    private final PolicyWatch watch;

    Setup(Queues queues, Topics topics, TopicSettings topicSettings, Subscriptions subscriptions, PolicyWatch watch) {
        this.queues = queues;
        this.topics = topics;
        this.topicSettings = topicSettings;
        this.subscriptions = subscriptions;
        this.watch = watch;
    }

    @Override
    public Provisioned provision(QueueNames names) {
        HandlerSettings settings = names.settings();
        ExistingQueue queue = queues.ensure(names.queue(), settings, queues.isDeadLetterQueue(names.queue()));
        ExistingQueue deadLetters = names.deadLetterQueue().isEmpty() ? null
                : queues.ensure(names.deadLetterQueue(), settings, true);
        List<String> topicArns = topicArns(names);
        if (queue.isKnown()) {
            change(names, queue, deadLetters, topicArns);
        } else {
            TopologyLog.unchecked(names, "sqs:GetQueueAttributes", "Queue %s of %s is used as it is: to see and change what the"
                    + " handler declares of it, the right sqs:GetQueueAttributes is needed", queue.name(), names.handler())
                    .write();
        }
        topicArns.forEach(topic -> queue.arn().ifPresent(arn -> subscriptions.ensure(names, topic, arn)));
        return new ProvisionedQueues(queues).describe(names, queue, deadLetters == null ? null : deadLetters.url());
    }

    /** Whether the topic is one that the handler declares; it may be newer than what is known of all topics. */
    boolean isFor(QueueNames names, String topicArn) {
        if (topicArns(names).contains(topicArn)) {
            return true;
        }
        if (!names.hasTopicPattern() || new TopicPattern(names.topic()).select(List.of(topicArn)).isEmpty()) {
            return false;
        }
        return topics.list().renew() && topicArns(names).contains(topicArn);
    }

    boolean confirm(QueueNames names, SubscriptionRequest request) {
        return subscriptions.confirm(names, request);
    }

    private void change(QueueNames names, ExistingQueue queue, ExistingQueue deadLetters, List<String> topicArns) {
        String deadLetterArn = deadLetters == null ? null : deadLetters.arn().orElse(null);
        checkPlace(queue, deadLetterArn);
        synchronized (queue) {
            Map<String, String> changes = QueueChanges.of(names, queue, deadLetterArn, topicArns);
            if (!changes.isEmpty()) {
                queues.set(queue, changes);
            }
            if (changes.containsKey(QueueChanges.POLICY)) {
                watch.changed(queue, QueueChanges.source(names.service(), topicArns));
            }
        }
    }

    private static void checkPlace(ExistingQueue queue, String deadLetterArn) {
        String arn = queue.arn().orElse(null);
        if (arn != null && arn.equals(deadLetterArn)) {
            throw new TopologyException(ProvisionedQueues.OWN_QUEUE);
        }
        if (arn != null && deadLetterArn != null && !Place.of(arn).equals(Place.of(deadLetterArn))) {
            throw new TopologyException("has the dead-letter queue " + deadLetterArn + ", which is of another account or region"
                    + " than its queue " + arn + ", and SQS moves messages only within one; name a queue of the same one");
        }
    }

    private List<String> topicArns(QueueNames names) {
        String topic = names.topic();
        if (topic.isEmpty() || QueueNames.isArn(topic)) {
            return topic.isEmpty() ? List.of() : List.of(topic);
        }
        if (names.hasTopicPattern()) {
            return matching(names);
        }
        Map<String, String> declared = names.settings().attributes().topic();
        Topics.Topic found = AwsCalls.call("sns:CreateTopic", "topic " + topic, () -> topics.ensure(topic, declared));
        topicSettings.ensure(names, found);
        return List.of(found.arn());
    }

    private List<String> matching(QueueNames names) {
        try {
            List<String> matching = new TopicPattern(names.topic())
                    .select(AwsCalls.call("sns:ListTopics", "all topics", () -> topics.list().all()));
            TopologyLog.event(Level.INFO, "topics-found", names, "%d topics fit '%s' of %s", matching.size(), names.topic(),
                    names.handler()).with(TopologyLog.TOPIC, names.topic()).with("topics", matching.size()).write();
            return matching;
        } catch (AwsCallException e) {
            if (e.isDenied()) {
                TopologyLog.unchecked(names, "sns:ListTopics", "The queue of %s is subscribed to no further topics: to find"
                        + " those that fit '%s', the right sns:ListTopics is needed", names.handler(), names.topic())
                        .with(TopologyLog.TOPIC, names.topic()).write();
                return List.of();
            }
            throw e;
        }
    }
}
