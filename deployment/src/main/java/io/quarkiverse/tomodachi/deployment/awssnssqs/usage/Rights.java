package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.Optional;

import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.HandlerUse.TopicKind;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.AwsNames;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/** The rights that handlers and publishers need, as the mode of their service says. */
final class Rights {

    private static final String ANY = "*";

    private final AccessPolicy policy = new AccessPolicy();
    private final Arns arns;

    Rights(Arns arns) {
        this.arns = arns;
    }

    AccessPolicy policy() {
        return policy;
    }

    void add(HandlerUse handler) {
        TopologyMode mode = handler.service().mode();
        String queue = arns.queue(handler.queue());
        policy.allow(queue, "sqs:GetQueueUrl", "sqs:GetQueueAttributes", "sqs:ReceiveMessage", "sqs:DeleteMessage",
                "sqs:ChangeMessageVisibility");
        handler.queueKey().ifPresent(key -> key(key, false, "kms:Decrypt"));
        if (mode == TopologyMode.APPLY) {
            policy.allow(queue, "sqs:SetQueueAttributes");
            create(handler.queue());
        }
        deadLetters(handler, mode);
        if (!handler.topic().isEmpty() && mode != TopologyMode.OFF) {
            topic(handler, mode == TopologyMode.APPLY);
        }
    }

    private void create(String queue) {
        if (!HandlerUse.isArn(queue)) {
            policy.allow(arns.queue(queue), "sqs:CreateQueue");
        }
    }

    private void deadLetters(HandlerUse handler, TopologyMode mode) {
        if (handler.deadLetterQueue().isEmpty()) {
            return;
        }
        String queue = arns.queue(handler.deadLetterQueue());
        policy.allow(queue, "sqs:GetQueueUrl", "sqs:SendMessage");
        if (mode != TopologyMode.OFF) {
            policy.allow(queue, "sqs:GetQueueAttributes");
        }
        if (mode == TopologyMode.APPLY) {
            create(handler.deadLetterQueue());
        }
    }

    private void topic(HandlerUse handler, boolean apply) {
        String topic = arns.topic(handler.topic());
        if (handler.topicKind() != TopicKind.SINGLE) {
            policy.allow(ANY, "sns:ListTopics");
        }
        if (handler.topicKind() != TopicKind.PATTERN && !HandlerUse.isArn(handler.topic())) {
            ownTopic(handler, topic, apply);
        }
        if (apply) {
            policy.allow(topic, "sns:Subscribe");
        } else if (HandlerUse.isArn(handler.topic())) {
            policy.allow(topic, "sns:GetTopicAttributes");
        }
        if (!apply || handler.declaresSubscription()) {
            policy.allow(topic, "sns:ListSubscriptionsByTopic");
        }
        if (apply && mayBeOfTwoAccounts(handler)) {
            policy.allow(topic, "sns:ConfirmSubscription");
        }
        if (handler.declaresSubscription() || apply && mayBeOfTwoAccounts(handler)) {
            policy.allow(ANY, "sns:GetSubscriptionAttributes");
        }
        if (handler.declaresSubscription() && apply) {
            policy.allow(ANY, "sns:SetSubscriptionAttributes");
        }
    }

    /** Their subscriptions are looked at and confirmed, as SNS may wait for that. */
    private static boolean mayBeOfTwoAccounts(HandlerUse handler) {
        return HandlerUse.isArn(handler.topic()) || HandlerUse.isArn(handler.queue());
    }

    private void ownTopic(HandlerUse handler, String topic, boolean apply) {
        boolean declares = !handler.settings().attributes().topic().isEmpty();
        if (apply) {
            policy.allow(topic, "sns:CreateTopic");
        }
        if (!apply || declares || handler.settings().fifo()) {
            policy.allow(topic, "sns:GetTopicAttributes");
        }
        if (apply && declares) {
            policy.allow(topic, "sns:SetTopicAttributes");
        }
        if (!apply && HandlerUse.isArn(handler.queue())) {
            // the account is learnt from queues of its own, and else topics are looked for in the list of all
            policy.allow(ANY, "sns:ListTopics");
        }
    }

    void add(PublishUse use) {
        if (use.toQueue()) {
            policy.allow(arns.queue(use.target()), "sqs:SendMessage");
            if (!use.target().startsWith("http")) {
                policy.allow(arns.queue(use.target()), "sqs:GetQueueUrl");
            }
            return;
        }
        String topic = arns.topic(use.target());
        policy.allow(topic, "sns:Publish", "sns:GetTopicAttributes");
        if (use.service().mode() == TopologyMode.APPLY && !AwsNames.isArn(use.target())) {
            policy.allow(topic, "sns:CreateTopic");
        }
    }

    /** What is sent to encrypted topics and queues is encrypted by who sends it. */
    void sendWithKey(String key, boolean toTopic) {
        key(key, toTopic, "kms:GenerateDataKey", "kms:Decrypt");
    }

    private void key(String key, boolean ofTopic, String... actions) {
        policy.allowKey(arns.key(key, ofTopic), alias(key).orElse(""), actions);
    }

    private static Optional<String> alias(String key) {
        int alias = key.startsWith("alias/") ? 0 : key.indexOf(":alias/") + 1;
        return alias == 0 && !key.startsWith("alias/") ? Optional.empty() : Optional.of(key.substring(alias));
    }

    /**
     * A topic or queue that a service publishes to.
     *
     * @param target its name on AWS, its ARN or, of a queue, its URL, with {@code *} for what is not known
     */
    record PublishUse(KnownSettings service, boolean toQueue, String target) {

        static PublishUse of(KnownSettings service, PublishCall call, String target) {
            if (call.toQueue()) {
                return new PublishUse(service, true, isWhole(target) ? target
                        : (call.ownPrefix() ? ANY : service.queuePrefix()) + target);
            }
            return new PublishUse(service, false, AwsNames.isArn(target) ? target
                    : AwsNames.topicName(call.ownPrefix() ? ANY : service.topicPrefix(), target, false));
        }

        private static boolean isWhole(String queue) {
            return HandlerUse.isArn(queue) || queue.startsWith("https://") || queue.startsWith("http://");
        }
    }
}
