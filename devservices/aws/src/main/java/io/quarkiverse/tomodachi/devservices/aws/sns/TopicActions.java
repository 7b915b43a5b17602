package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;

/** CreateTopic, DeleteTopic, ListTopics, GetTopicAttributes and SetTopicAttributes. */
final class TopicActions {
    private static final String DELIVERY_POLICY = "{\"http\":{\"defaultHealthyRetryPolicy\":{\"minDelayTarget\":20,"
            + "\"maxDelayTarget\":20,\"numRetries\":3,\"numMaxDelayRetries\":0,\"numNoDelayRetries\":0,"
            + "\"numMinDelayRetries\":0,\"backoffFunction\":\"linear\"},\"disableSubscriptionOverrides\":false,"
            + "\"defaultRequestPolicy\":{\"headerContentType\":\"text/plain; charset=UTF-8\"}}}";

    private final TopicStore store;

    TopicActions(TopicStore store) {
        this.store = store;
    }

    void register(Map<String, Action> actions) {
        actions.put("CreateTopic", Action.immediate(this::create));
        actions.put("DeleteTopic", Action.immediate(this::delete));
        actions.put("ListTopics", Action.immediate(this::list));
        actions.put("GetTopicAttributes", Action.immediate(this::getAttributes));
        actions.put("SetTopicAttributes", Action.immediate(this::setAttributes));
    }

    private ObjectNode create(Call call) {
        if (call.input().has("DataProtectionPolicy")) {
            throw SnsErrors.invalidParameter("DataProtectionPolicy: not supported by this endpoint");
        }
        Map<String, String> tags = SnsInput.tags(call);
        TagActions.validate(tags);
        String name = call.input().text("Name");
        Topic topic = store.create(name == null ? "" : name, call.input().textMap("Attributes"), tags);
        return SnsInput.output().put("TopicArn", topic.arn());
    }

    private ObjectNode delete(Call call) {
        store.delete(SnsInput.required(call.input(), "TopicArn"));
        return SnsInput.output();
    }

    private ObjectNode list(Call call) {
        return SnsInput.page(call, "Topics", new ArrayList<>(store.all()), Topic::arn,
                topic -> SnsInput.output().put("TopicArn", topic.arn()));
    }

    private ObjectNode getAttributes(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        int pending = topic.pendingSubscriptions();
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("TopicArn", topic.arn());
        attributes.put("Owner", store.accountId());
        attributes.put("Policy", store.policyOf(topic));
        attributes.put("DisplayName", "");
        attributes.put("SubscriptionsConfirmed", Integer.toString(topic.subscriptions().size() - pending));
        attributes.put("SubscriptionsPending", Integer.toString(pending));
        attributes.put("SubscriptionsDeleted", Integer.toString(topic.deletedSubscriptions()));
        attributes.put("EffectiveDeliveryPolicy", DELIVERY_POLICY);
        attributes.putAll(topic.attributes());
        if (attributes.containsKey("DeliveryPolicy")) {
            attributes.put("EffectiveDeliveryPolicy", attributes.get("DeliveryPolicy"));
        }
        ObjectNode output = SnsInput.output();
        return output.set("Attributes", SnsInput.entries(attributes));
    }

    private static void requireFewSubscriptions(Topic topic, String name, String value) {
        boolean large = name.equals(TopicRules.MAXIMUM_MESSAGE_SIZE) && value != null && !value.isEmpty()
                && TopicRules.isLarge(Integer.parseInt(value));
        if (large && topic.subscriptions().size() > TopicRules.MAX_SUBSCRIPTIONS_OF_LARGE) {
            throw SnsErrors.invalidParameter("MaximumMessageSize Reason: a topic of more than "
                    + TopicRules.MAX_SUBSCRIPTIONS_OF_LARGE + " subscriptions takes no messages longer than "
                    + TopicRules.DEFAULT_MESSAGE_SIZE + " bytes");
        }
    }

    private ObjectNode setAttributes(Call call) {
        Input input = call.input();
        Topic topic = store.require(SnsInput.required(input, "TopicArn"));
        String name = SnsInput.required(input, "AttributeName");
        String value = input.text("AttributeValue");
        if (name.equals("FifoTopic")) {
            throw SnsErrors.invalidParameter("AttributeName");
        }
        TopicRules.validate(name, value == null ? "" : value, topic.isFifo());
        requireFewSubscriptions(topic, name, value);
        if (value == null || value.isEmpty()) {
            topic.attributes().remove(name);
        } else {
            topic.attributes().put(name, value);
        }
        return SnsInput.output();
    }
}
