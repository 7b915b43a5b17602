package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.devservices.aws.protocol.Action;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Call;
import io.quarkiverse.tomodachi.devservices.aws.protocol.Input;
import io.quarkiverse.tomodachi.devservices.aws.sqs.NewMessage;
import io.quarkiverse.tomodachi.devservices.aws.sqs.Queue;
import io.quarkiverse.tomodachi.devservices.aws.sqs.QueueStore;

/** Subscribe, ConfirmSubscription, Unsubscribe, the lists of subscriptions and their attributes. */
final class SubscriptionActions {
    private static final Pattern QUEUE_ARN = Pattern.compile("arn:aws:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_.-]{1,80}");

    private static final List<String> OTHER_PROTOCOLS = List.of("http", "https", "email", "email-json", "sms", "application",
            "lambda", "firehose");

    private static final String PENDING = "PendingConfirmation";

    private final TopicStore store;
    private final QueueStore queues;

    SubscriptionActions(TopicStore store, QueueStore queues) {
        this.store = store;
        this.queues = queues;
    }

    void register(Map<String, Action> actions) {
        actions.put("Subscribe", Action.immediate(this::subscribe));
        actions.put("ConfirmSubscription", Action.immediate(this::confirm));
        actions.put("Unsubscribe", Action.immediate(this::unsubscribe));
        actions.put("ListSubscriptions", Action.immediate(this::list));
        actions.put("ListSubscriptionsByTopic", Action.immediate(this::listByTopic));
        actions.put("GetSubscriptionAttributes", Action.immediate(this::getAttributes));
        actions.put("SetSubscriptionAttributes", Action.immediate(this::setAttributes));
    }

    private ObjectNode subscribe(Call call) {
        Input input = call.input();
        Topic topic = store.require(SnsInput.required(input, "TopicArn"));
        String protocol = SnsInput.required(input, "Protocol");
        if (!protocol.equals("sqs")) {
            throw SnsErrors.invalidParameter(OTHER_PROTOCOLS.contains(protocol)
                    ? "Protocol: " + protocol + " is not supported by this endpoint, only sqs is"
                    : "Amazon SNS does not support this protocol string: " + protocol);
        }
        String endpoint = SnsInput.required(input, "Endpoint");
        if (!QUEUE_ARN.matcher(endpoint).matches()) {
            throw SnsErrors.invalidParameter("SQS endpoint ARN");
        }
        if (endpoint.endsWith(TopicRules.FIFO_SUFFIX) && !topic.isFifo()) {
            throw SnsErrors.invalidParameter("Endpoint Reason: FIFO SQS Queues can not be subscribed to "
                    + "standard SNS topics");
        }
        Subscription subscription = store.subscribe(topic, endpoint, input.textMap("Attributes"));
        if (subscription.isPending()) {
            requestConfirmation(subscription, call);
        }
        return SnsInput.output().put("SubscriptionArn",
                subscription.isPending() && !"true".equalsIgnoreCase(input.text("ReturnSubscriptionArn"))
                        ? "pending confirmation"
                        : subscription.arn());
    }

    /** Also again, when the queue is subscribed once more. */
    private void requestConfirmation(Subscription subscription, Call call) {
        Queue queue = queues.byArn(subscription.endpoint());
        if (queue != null && !queues.isFull()) {
            queue.send(new NewMessage(Confirmation.request(subscription, queues.now(), call.baseUrl()), Map.of(), null,
                    queue.isFifo() ? subscription.topicArn() : null, queue.isFifo() ? UUID.randomUUID().toString() : null,
                    call.traceHeader()));
        }
    }

    private ObjectNode confirm(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        Subscription subscription = topic.subscriptionWith(SnsInput.required(call.input(), "Token"));
        if (subscription == null) {
            throw SnsErrors.invalidParameter("Token");
        }
        subscription.confirm();
        return SnsInput.output().put("SubscriptionArn", subscription.arn());
    }

    private ObjectNode unsubscribe(Call call) {
        store.unsubscribe(SnsInput.required(call.input(), "SubscriptionArn"));
        return SnsInput.output();
    }

    private ObjectNode list(Call call) {
        return SnsInput.page(call, "Subscriptions", store.subscriptions(), Subscription::place, this::shown);
    }

    private ObjectNode listByTopic(Call call) {
        Topic topic = store.require(SnsInput.required(call.input(), "TopicArn"));
        return SnsInput.page(call, "Subscriptions", new ArrayList<>(topic.subscriptions()), Subscription::place, this::shown);
    }

    private ObjectNode shown(Subscription subscription) {
        return SnsInput.output().put("SubscriptionArn", subscription.isPending() ? PENDING : subscription.arn())
                .put("Owner", store.accountId())
                .put("Protocol", "sqs").put("Endpoint", subscription.endpoint()).put("TopicArn", subscription.topicArn());
    }

    private ObjectNode getAttributes(Call call) {
        Subscription subscription = store.requireSubscription(SnsInput.required(call.input(), "SubscriptionArn"));
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("SubscriptionArn", subscription.arn());
        attributes.put("TopicArn", subscription.topicArn());
        attributes.put("Owner", store.accountId());
        attributes.put("Protocol", "sqs");
        attributes.put("Endpoint", subscription.endpoint());
        attributes.put("ConfirmationWasAuthenticated", Boolean.toString(!subscription.isPending()));
        attributes.put(PENDING, Boolean.toString(subscription.isPending()));
        attributes.put("SubscriptionPrincipal", "arn:aws:iam::" + store.accountId() + ":root");
        attributes.put("RawMessageDelivery", "false");
        attributes.putAll(subscription.attributes());
        if (attributes.containsKey("FilterPolicy")) {
            attributes.putIfAbsent("FilterPolicyScope", FilterPolicy.BY_ATTRIBUTES);
        }
        ObjectNode output = SnsInput.output();
        return output.set("Attributes", SnsInput.entries(attributes));
    }

    private ObjectNode setAttributes(Call call) {
        Input input = call.input();
        Subscription subscription = store.requireSubscription(SnsInput.required(input, "SubscriptionArn"));
        String value = input.text("AttributeValue");
        Map<String, String> given = Map.of(SnsInput.required(input, "AttributeName"), value == null ? "" : value);
        SubscriptionRules.validate(given, subscription.endpoint());
        subscription.set(given);
        return SnsInput.output();
    }
}
