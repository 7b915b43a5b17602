package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import org.jboss.logmanager.Level;

import io.quarkiverse.tomodachi.runtime.awssnssqs.CallTimes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.ListSubscriptionsByTopicResponse;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Subscription;

/** Subscribes queues to topics. Calls wait for AWS: for worker threads. */
final class Subscriptions {

    private static final String PENDING = "PendingConfirmation";

    private final SnsAsyncClient sns;
    /** Subscriptions that were confirmed but are not as declared yet, by the tokens. */
    private final Map<String, String> confirmed = new ConcurrentHashMap<>();

    Subscriptions(SnsAsyncClient sns) {
        this.sns = sns;
    }

    /** Subscribes the queue, or changes the subscription that there is, where it is not as declared. */
    void ensure(QueueNames names, String topicArn, String queueArn) {
        SubscriptionSettings wanted = SubscriptionSettings.of(names.settings());
        Optional<String> subscription = subscribe(names, topicArn, queueArn, wanted.ofNew());
        if (subscription.isEmpty() || wanted.isEmpty() && isOfOneAccount(topicArn, queueArn)) {
            return;
        }
        // a subscription that was there already may be otherwise, and not all say so
        Optional<Map<String, String>> current = isPending(subscription.get()) ? Optional.of(Map.of(PENDING, "true"))
                : attributes(subscription.get());
        if (current.isPresent() && "true".equals(current.get().get(PENDING))) {
            TopologyLog.event(Level.WARN, "subscription-pending", names, "The subscription of queue %s to topic %s is not"
                    + " confirmed yet, so that nothing is delivered and nothing can be set on it. As they belong to different"
                    + " accounts, SNS has sent the queue a message that asks for that, which is answered when it is received;"
                    + " if it was lost, have the queue subscribed by its owner", queueArn, topicArn)
                    .with(TopologyLog.TOPIC, topicArn).write();
        } else if (current.isPresent()) {
            change(wanted, current.get(), subscription.get(), queueArn);
        } else {
            unchecked(names, subscription.get(), queueArn, topicArn, !wanted.isEmpty());
        }
    }

    private void change(SubscriptionSettings wanted, Map<String, String> current, String subscription, String queue) {
        wanted.differences(current).forEach((name, value) -> set(subscription, queue, name, value));
    }

    /** @param declared whether the handler declares anything of the subscription; if not, it may not be confirmed */
    private static void unchecked(QueueNames names, String subscription, String queueArn, String topicArn, boolean declared) {
        String text = declared
                ? "Subscription %s of queue %s is used as it is: to see and change what the handler declares of it, the rights"
                        + " sns:GetSubscriptionAttributes and sns:SetSubscriptionAttributes are needed"
                : "Whether subscription %s of queue %s is confirmed is not known, and without that nothing is delivered, as the"
                        + " queue and the topic belong to different accounts; grant sns:GetSubscriptionAttributes";
        TopologyLog.unchecked(names, "sns:GetSubscriptionAttributes", text, subscription, queueArn)
                .with(TopologyLog.TOPIC, topicArn).with(TopologyLog.SUBSCRIPTION, subscription).write();
    }

    /**
     * Confirms a subscription, once, and changes it where it is not as declared.
     *
     * @return whether nothing is left to do that may succeed later
     */
    boolean confirm(QueueNames names, SubscriptionRequest request) {
        String known = confirmed.get(request.token());
        String subscription = known == null ? confirmNow(names, request) : known;
        SubscriptionSettings wanted = SubscriptionSettings.of(names.settings());
        try {
            if (!wanted.isEmpty()) {
                attributes(subscription).ifPresentOrElse(current -> change(wanted, current, subscription, names.queue()),
                        () -> unchecked(names, subscription, names.queue(), request.topicArn(), true));
            }
        } catch (RuntimeException e) {
            boolean denied = e instanceof AwsCallException refusal && refusal.isDenied();
            TopologyLog.event(Level.WARN, "subscription-unchanged", names, "The subscription of queue %s to topic %s is"
                    + " confirmed, but not as %s declares it: %s%s", names.queue(), request.topicArn(), names.handler(),
                    e.getMessage(), denied ? "" : "; it is tried again for a while").with(TopologyLog.TOPIC, request.topicArn())
                    .with(TopologyLog.SUBSCRIPTION, subscription).with("reason", e.getMessage()).write();
            if (!denied) {
                confirmed.put(request.token(), subscription);
                return false;
            }
        }
        confirmed.remove(request.token());
        return true;
    }

    /** Gives SNS the token back that it has sent to the queue. */
    private String confirmNow(QueueNames names, SubscriptionRequest request) {
        try {
            String subscription = AwsCalls.call("sns:ConfirmSubscription", "topic " + request.topicArn(),
                    () -> sns.confirmSubscription(confirmation -> confirmation.topicArn(request.topicArn())
                            .token(request.token()).overrideConfiguration(CallTimes.of(sns))))
                    .subscriptionArn();
            TopologyLog.event(Level.INFO, "subscription-confirmed", names, "Confirmed the subscription of queue %s to topic %s",
                    names.queue(), request.topicArn()).with(TopologyLog.TOPIC, request.topicArn())
                    .with(TopologyLog.SUBSCRIPTION, subscription).write();
            return subscription;
        } catch (AwsCallException e) {
            if (e.is(InvalidParameterException.class) || e.is(NotFoundException.class)) {
                throw new TopologyException("SNS does not take its token: " + e.getMessage(), e);
            }
            throw e;
        }
    }

    /** What is listed in place of the ARN of a subscription that is not confirmed. */
    static boolean isPending(String subscription) {
        return PENDING.equals(subscription);
    }

    private static boolean isOfOneAccount(String topicArn, String queueArn) {
        return Place.of(topicArn).account().equals(Place.of(queueArn).account());
    }

    private void set(String subscription, String queueArn, String name, String value) {
        AwsCalls.call("sns:SetSubscriptionAttributes", "subscription " + subscription + " (" + name + ")",
                () -> sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription).attributeName(name)
                        .attributeValue(value).overrideConfiguration(CallTimes.of(sns))));
        TopologyLog.event(Level.INFO, "subscription-changed", "Changed '%s' of subscription %s of queue %s; AWS can take 15"
                + " minutes to apply it", name, subscription, queueArn).with(TopologyLog.QUEUE, queueArn)
                .with(TopologyLog.SUBSCRIPTION, subscription).write();
    }

    /** The subscription, new with the attributes or as it is already; empty if the application may not know it. */
    private Optional<String> subscribe(QueueNames names, String topicArn, String queueArn,
            Map<String, String> attributes) {
        try {
            return Optional.of(AwsCalls.call("sns:Subscribe", "queue " + queueArn + " to topic " + topicArn,
                    () -> sns.subscribe(request -> request.topicArn(topicArn).protocol("sqs").endpoint(queueArn)
                            .attributes(attributes).returnSubscriptionArn(true).overrideConfiguration(CallTimes.of(sns))))
                    .subscriptionArn());
        } catch (AwsCallException e) {
            if (e.isConflict()) {
                return Optional.of(find(topicArn, queueArn).orElseThrow(() -> e));
            }
            if (e.isDenied()) {
                return existing(names, topicArn, queueArn, e);
            }
            throw e;
        }
    }

    private Optional<String> existing(QueueNames names, String topicArn, String queueArn, AwsCallException refusal) {
        try {
            return Optional.of(find(topicArn, queueArn).orElseThrow(() -> refusal));
        } catch (AwsCallException e) {
            if (e != refusal && e.isDenied()) {
                TopologyLog.unchecked(names, "sns:ListSubscriptionsByTopic", "Whether queue %s is subscribed to topic %s is not"
                        + " known, as the application may neither subscribe it nor list the subscriptions; grant sns:Subscribe"
                        + " or sns:ListSubscriptionsByTopic, or set quarkus.tomodachi.aws-sns-sqs.topology=off", queueArn,
                        topicArn).with(TopologyLog.TOPIC, topicArn).write();
                return Optional.empty();
            }
            throw e;
        }
    }

    /** The subscription of the queue, empty if there is none. */
    Optional<String> find(String topicArn, String queueArn) {
        String token = null;
        do {
            String next = token;
            ListSubscriptionsByTopicResponse page = AwsCalls.call("sns:ListSubscriptionsByTopic", "topic " + topicArn,
                    () -> sns.listSubscriptionsByTopic(
                            request -> request.topicArn(topicArn).nextToken(next).overrideConfiguration(CallTimes.of(sns))));
            for (Subscription subscription : page.subscriptions()) {
                if (queueArn.equals(subscription.endpoint())) {
                    return Optional.of(subscription.subscriptionArn());
                }
            }
            token = page.nextToken();
        } while (token != null && !token.isEmpty());
        return Optional.empty();
    }

    /** What a subscription is like, empty if the application may not know. */
    Optional<Map<String, String>> attributes(String subscription) {
        try {
            return Optional.of(AwsCalls.call("sns:GetSubscriptionAttributes", "subscription " + subscription,
                    () -> sns.getSubscriptionAttributes(
                            request -> request.subscriptionArn(subscription).overrideConfiguration(CallTimes.of(sns))))
                    .attributes());
        } catch (AwsCallException e) {
            if (e.isDenied()) {
                return Optional.empty();
            }
            throw e;
        }
    }
}
