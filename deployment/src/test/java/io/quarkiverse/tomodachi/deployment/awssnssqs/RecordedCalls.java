package io.quarkiverse.tomodachi.deployment.awssnssqs;

import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.model.CreateTopicRequest;
import software.amazon.awssdk.services.sns.model.SetSubscriptionAttributesRequest;
import software.amazon.awssdk.services.sns.model.SetTopicAttributesRequest;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.CreateQueueRequest;
import software.amazon.awssdk.services.sqs.model.SetQueueAttributesRequest;

/** Clients whose calls that change something are written down, each as a line of text. */
public final class RecordedCalls implements ExecutionInterceptor, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper().configure(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, true);

    private final List<String> changes = new CopyOnWriteArrayList<>();
    private final AwsClients clients;

    public RecordedCalls(URI endpoint) {
        this.clients = new AwsClients(AwsTestEndpoint.sqs(endpoint, this), AwsTestEndpoint.sns(endpoint, this));
    }

    public AwsClients clients() {
        return clients;
    }

    /** Those since the last time. */
    public List<String> takeChanges() {
        List<String> taken = List.copyOf(changes);
        changes.clear();
        return taken;
    }

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        SdkRequest request = context.request();
        if (request instanceof CreateQueueRequest call) {
            changes.add("CreateQueue " + call.queueName() + " " + text(call.attributesAsStrings()));
        } else if (request instanceof SetQueueAttributesRequest call) {
            changes.add("SetQueueAttributes " + name(call.queueUrl()) + " " + text(call.attributesAsStrings()));
        } else if (request instanceof CreateTopicRequest call) {
            changes.add("CreateTopic " + call.name() + " " + text(call.attributes()));
        } else if (request instanceof SetTopicAttributesRequest call) {
            changes.add("SetTopicAttributes " + call.topicArn() + " "
                    + text(Map.of(call.attributeName(), call.attributeValue())));
        } else if (request instanceof SubscribeRequest call) {
            changes.add("Subscribe " + call.topicArn() + " " + call.endpoint() + " " + text(call.attributes()));
        } else if (request instanceof SetSubscriptionAttributesRequest call) {
            changes.add("SetSubscriptionAttributes " + text(Map.of(call.attributeName(), call.attributeValue())));
        }
    }

    /** Makes a call that was written down. */
    public void repeat(String line) {
        String[] words = line.split(" ");
        Map<String, String> attributes = attributes(words[words.length - 1]);
        switch (words[0]) {
            case "CreateQueue" -> clients.sqs()
                    .createQueue(request -> request.queueName(words[1]).attributesWithStrings(attributes)).join();
            case "SetQueueAttributes" -> {
                String url = clients.sqs().getQueueUrl(request -> request.queueName(words[1])).join().queueUrl();
                clients.sqs().setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes)).join();
            }
            case "CreateTopic" -> clients.sns().createTopic(request -> request.name(words[1]).attributes(attributes)).join();
            case "Subscribe" -> clients.sns().subscribe(request -> request.topicArn(words[1]).protocol("sqs")
                    .endpoint(words[2]).attributes(attributes)).join();
            default -> throw new IllegalArgumentException(line);
        }
    }

    private static String name(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static String text(Map<String, String> attributes) {
        Map<String, Object> values = new TreeMap<>();
        attributes.forEach((name, value) -> values.put(name, value.startsWith("{") ? withoutSids(read(value)) : value));
        try {
            return JSON.writeValueAsString(values);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object withoutSids(JsonNode json) {
        json.path("Statement").forEach(statement -> ((ObjectNode) statement).remove("Sid"));
        return JSON.convertValue(json, Map.class);
    }

    private static Map<String, String> attributes(String text) {
        Map<String, String> attributes = new HashMap<>();
        new ArrayList<>(read(text).properties()).forEach(entry -> attributes.put(entry.getKey(),
                entry.getValue().isTextual() ? entry.getValue().asText() : entry.getValue().toString()));
        return attributes;
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        clients.sqs().close();
        clients.sns().close();
    }
}
