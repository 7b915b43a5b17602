package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.HandlerUse.TopicKind;
import io.quarkiverse.tomodachi.deployment.awssnssqs.usage.Rights.PublishUse;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;

/** What an application uses on SNS and SQS, for people and tools. */
final class TopologyDocument {

    private static final String NAME = "name";
    private static final String ATTRIBUTES = "attributes";
    private static final String FOURTEEN_DAYS = "1209600";

    private final Map<String, Map<String, Object>> topics = new TreeMap<>();
    private final Map<String, Map<String, Object>> queues = new TreeMap<>();
    private final Map<String, Map<String, Object>> subscriptions = new TreeMap<>();
    private final Map<String, Map<String, Object>> publishes = new TreeMap<>();

    void add(HandlerUse handler) {
        Map<String, Object> queue = entry(queues, handler.queue(), NAME, handler.queue());
        attributes(queue).putAll(queueAttributes(handler));
        list(queue, "handlers").add(handler.handler());
        if (!handler.deadLetterQueue().isEmpty()) {
            Map<String, Object> deadLetters = entry(queues, handler.deadLetterQueue(), NAME, handler.deadLetterQueue());
            if (!HandlerUse.isArn(handler.deadLetterQueue())) {
                attributes(deadLetters).putIfAbsent(DeclaredAttributes.MESSAGE_RETENTION_PERIOD, FOURTEEN_DAYS);
                fifo(handler, "FifoQueue", deadLetters);
            }
            list(deadLetters, "deadLetterQueueOf").add(handler.queue());
        }
        if (!handler.topic().isEmpty()) {
            subscribe(handler);
        }
    }

    private static Map<String, Object> queueAttributes(HandlerUse handler) {
        Map<String, Object> attributes = new TreeMap<>(removals(handler.settings().attributes().queue()));
        if (handler.settings().visibilityTimeout() != null) {
            attributes.put("VisibilityTimeout", handler.settings().visibilityTimeout().toString());
        }
        if (handler.settings().fifo() && !HandlerUse.isArn(handler.queue())) {
            attributes.put("FifoQueue", "true");
            attributes.putIfAbsent(DeclaredAttributes.CONTENT_BASED_DEDUPLICATION, "false");
            attributes.putIfAbsent(DeclaredAttributes.DEDUPLICATION_SCOPE, "messageGroup");
            attributes.putIfAbsent(DeclaredAttributes.FIFO_THROUGHPUT_LIMIT, "perMessageGroupId");
        }
        if (!handler.deadLetterQueue().isEmpty()) {
            Map<String, Object> redrive = new LinkedHashMap<>();
            redrive.put("deadLetterQueue", handler.deadLetterQueue());
            redrive.put("maxReceiveCount", handler.settings().maxReceiveCount());
            attributes.put("RedrivePolicy", redrive);
        } else if (handler.settings().deadLetterQueueName() != null) {
            attributes.put("RedrivePolicy", null);
        }
        return attributes;
    }

    private void subscribe(HandlerUse handler) {
        Map<String, Object> subscription = entry(subscriptions, handler.queue() + " " + handler.topic(), "topic",
                handler.topic());
        subscription.put("queue", handler.queue());
        Map<String, Object> attributes = attributes(subscription);
        attributes.putAll(handler.settings().attributes().subscription());
        if (handler.settings().filterPolicy() != null) {
            attributes.put("FilterPolicy", handler.settings().filterPolicy().isBlank() ? "{}"
                    : handler.settings().filterPolicy());
        }
        if (handler.topicKind() != TopicKind.PATTERN) {
            Map<String, Object> topic = entry(topics, handler.topic(), NAME, handler.topic());
            attributes(topic).putAll(removals(handler.settings().attributes().topic()));
            if (!HandlerUse.isArn(handler.topic())) {
                fifo(handler, "FifoTopic", topic);
            }
        }
    }

    private static void fifo(HandlerUse handler, String attribute, Map<String, Object> entry) {
        if (handler.settings().fifo()) {
            attributes(entry).put(attribute, "true");
        }
    }

    /** What is removed has no value. */
    private static Map<String, Object> removals(Map<String, String> attributes) {
        Map<String, Object> values = new TreeMap<>();
        attributes.forEach((name, value) -> values.put(name, value.isEmpty() ? null : value));
        return values;
    }

    void add(PublishUse use, String place) {
        String kind = use.toQueue() ? "queue" : "topic";
        list(entry(publishes, kind + " " + use.target(), kind, use.target()), "by").add(place);
    }

    /** In an order that stays the same. */
    Map<String, Object> document() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("topics", new ArrayList<>(topics.values()));
        document.put("queues", new ArrayList<>(queues.values()));
        document.put("subscriptions", new ArrayList<>(subscriptions.values()));
        document.put("publishes", new ArrayList<>(publishes.values()));
        return document;
    }

    private static Map<String, Object> entry(Map<String, Map<String, Object>> entries, String key, String member,
            String value) {
        return entries.computeIfAbsent(key, absent -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put(member, value);
            return entry;
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> attributes(Map<String, Object> entry) {
        return (Map<String, Object>) entry.computeIfAbsent(ATTRIBUTES, absent -> new TreeMap<String, Object>());
    }

    @SuppressWarnings("unchecked")
    private static TreeSet<String> list(Map<String, Object> entry, String member) {
        return (TreeSet<String>) entry.computeIfAbsent(member, absent -> new TreeSet<String>());
    }
}
