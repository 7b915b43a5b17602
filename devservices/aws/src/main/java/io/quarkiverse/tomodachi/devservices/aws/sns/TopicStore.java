package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** The topics of one account in one region. Not thread-safe. */
public final class TopicStore {
    private static final String ARN_SCHEME = "arn:aws:sns:";
    private static final int ACCOUNT = 4;

    private final Map<String, Topic> topics = new TreeMap<>();
    private final String arnPrefix;
    private final String accountId;
    private long subscribed;

    public TopicStore(String region, String accountId) {
        this.arnPrefix = ARN_SCHEME + region + ":" + accountId + ":";
        this.accountId = accountId;
    }

    String accountId() {
        return accountId;
    }

    /** The topic's policy: the one that was set, or the service's default. */
    String policyOf(Topic topic) {
        String policy = topic.attributes().get("Policy");
        return policy != null ? policy : defaultPolicy(topic);
    }

    private String defaultPolicy(Topic topic) {
        return "{\"Version\":\"2008-10-17\",\"Id\":\"__default_policy_ID\",\"Statement\":[{\"Effect\":\"Allow\","
                + "\"Sid\":\"__default_statement_ID\",\"Principal\":{\"AWS\":\"*\"},\"Action\":[\"SNS:GetTopicAttributes\","
                + "\"SNS:SetTopicAttributes\",\"SNS:AddPermission\",\"SNS:RemovePermission\",\"SNS:DeleteTopic\","
                + "\"SNS:Subscribe\",\"SNS:ListSubscriptionsByTopic\",\"SNS:Publish\"],\"Resource\":\"" + topic.arn()
                + "\",\"Condition\":{\"StringEquals\":{\"AWS:SourceOwner\":\"" + accountId + "\"}}}]}";
    }

    /** By ARN, in order. */
    public Collection<Topic> all() {
        return new ArrayList<>(topics.values());
    }

    Topic create(String name, Map<String, String> given, Map<String, String> tags) {
        boolean fifo = Boolean.parseBoolean(given.get("FifoTopic"));
        Topic existing = topics.get(arnPrefix + name);
        TopicRules.validateName(name, existing == null ? fifo : existing.isFifo());
        TopicRules.validateAttributes(given, existing == null ? fifo : existing.isFifo());
        if (existing != null) {
            requireSame(existing, given, tags);
            return existing;
        }
        Map<String, String> attributes = new LinkedHashMap<>(given);
        if (!fifo) {
            attributes.remove("FifoTopic");
        } else {
            attributes.putIfAbsent("ContentBasedDeduplication", "false");
            attributes.putIfAbsent("FifoThroughputScope", "Topic");
        }
        Topic topic = new Topic(name, arnPrefix + name, fifo, attributes);
        topic.tags().putAll(tags);
        topics.put(topic.arn(), topic);
        return topic;
    }

    private static void requireSame(Topic existing, Map<String, String> given, Map<String, String> tags) {
        given.forEach((name, value) -> {
            String current = Objects.requireNonNullElse(existing.attributes().get(name),
                    name.equals("FifoTopic") ? "false" : "");
            if (!value.equals(current)) {
                throw SnsErrors.invalidParameter("Attributes Reason: Topic already exists with different attributes");
            }
        });
        if (!tags.isEmpty() && !tags.equals(existing.tags())) {
            throw SnsErrors.invalidParameter("Tags Reason: Topic already exists with different tags");
        }
    }

    Topic require(String arn) {
        if (!arn.startsWith(ARN_SCHEME) || arn.split(":").length != 6) {
            throw SnsErrors.invalidParameter("TopicArn");
        }
        Topic topic = topics.get(arn);
        if (topic == null) {
            throw SnsErrors.notFound("Topic");
        }
        return topic;
    }

    /** The topic, or null. */
    Topic find(String arn) {
        return topics.get(arn);
    }

    void delete(String arn) {
        if (!arn.startsWith(ARN_SCHEME) || arn.split(":").length != 6) {
            throw SnsErrors.invalidParameter("TopicArn");
        }
        topics.remove(arn);
    }

    Subscription subscribe(Topic topic, String endpoint, Map<String, String> given) {
        SubscriptionRules.validate(given, endpoint);
        Subscription existing = topic.subscriptionOf(endpoint);
        if (existing == null) {
            if (TopicRules.isLarge(topic.maximumMessageSize())
                    && topic.subscriptions().size() >= TopicRules.MAX_SUBSCRIPTIONS_OF_LARGE) {
                throw SnsErrors.invalidParameter("MaximumMessageSize Reason: a topic of this size takes no more than "
                        + TopicRules.MAX_SUBSCRIPTIONS_OF_LARGE + " subscriptions");
            }
            Subscription subscription = new Subscription(subscribed++, topic.arn() + ":" + UUID.randomUUID(), topic.arn(),
                    endpoint, given);
            if (!endpoint.split(":")[ACCOUNT].equals(accountId)) {
                subscription.await(Confirmation.newToken());
            }
            topic.add(subscription);
            return subscription;
        }
        if (!given.isEmpty() && !SubscriptionRules.areSame(given, existing.attributes())) {
            throw SnsErrors.invalidParameter("Attributes Reason: Subscription already exists with different attributes");
        }
        return existing;
    }

    Subscription requireSubscription(String arn) {
        Topic topic = topicOf(arn);
        Subscription subscription = topic == null ? null : topic.subscription(arn);
        if (subscription == null) {
            throw SnsErrors.notFound("Subscription");
        }
        return subscription;
    }

    void unsubscribe(String arn) {
        Topic topic = topicOf(arn);
        if (topic != null) {
            topic.remove(arn);
        }
    }

    private Topic topicOf(String subscriptionArn) {
        if (!subscriptionArn.startsWith(ARN_SCHEME) || subscriptionArn.split(":").length != 7) {
            throw SnsErrors.invalidParameter("SubscriptionArn Reason: An ARN must have at least 6 elements, not "
                    + subscriptionArn.split(":").length);
        }
        return topics.get(subscriptionArn.substring(0, subscriptionArn.lastIndexOf(':')));
    }

    /** Forgets what has expired; to be called now and then. */
    public void cleanUp(long now) {
        topics.values().forEach(topic -> topic.deduplication().expire(now));
    }

    /** All of all topics, by topic. */
    public List<Subscription> subscriptions() {
        return topics.values().stream().flatMap(topic -> topic.subscriptions().stream()).toList();
    }
}
