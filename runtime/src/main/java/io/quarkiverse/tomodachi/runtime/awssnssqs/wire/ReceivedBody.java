package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.io.IOException;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/**
 * What the body of an SQS message says. A body without the JSON that SNS, or a service that sends straight to a queue, puts
 * around the payload is the payload itself.
 *
 * @param payload the text for the envelope
 * @param type the field {@code Type}, or {@code null}
 * @param topicArn the topic of a notification; empty for messages that did not come through SNS
 * @param messageId the id that SNS gave; empty for messages that did not come through SNS
 * @param timestamp the field {@code Timestamp}; empty if there is none
 * @param attributes the attributes within the body
 */
public record ReceivedBody(String payload, String type, String topicArn, String messageId, String timestamp,
        Map<String, Object> attributes) {

    private static final String NOTIFICATION = "Notification";
    private static final String SENT = "Message";

    /** Never fails: what is not understood is payload. */
    public static ReceivedBody parse(String body) {
        return parse(body, false);
    }

    /**
     * @param raw whether SNS delivers bodies without JSON of its own. They may look like some JSON around a payload, and are
     *        taken for that only if they have all that SNS, or a service that sends straight to a queue, writes
     */
    static ReceivedBody parse(String body, boolean raw) {
        JsonNode json = json(body);
        if (json == null || !json.path("Message").isTextual() || raw && !isWhole(json)) {
            return new ReceivedBody(body, null, "", "", "", Map.of());
        }
        String type = json.path("Type").textValue();
        String topicArn = NOTIFICATION.equals(type) ? json.path("TopicArn").asText() : "";
        return new ReceivedBody(json.get("Message").textValue(), type, topicArn,
                topicArn.isEmpty() ? "" : json.path("MessageId").asText(), json.path("Timestamp").asText(),
                MessageAttributes.fromBody(json.path("MessageAttributes")));
    }

    private static boolean isWhole(JsonNode json) {
        String type = json.path("Type").textValue();
        return NOTIFICATION.equals(type) && json.path("TopicArn").isTextual() && json.path("MessageId").isTextual()
                || SENT.equals(type) && json.path("QueueUrl").isTextual() && json.path("Version").isTextual();
    }

    private static JsonNode json(String body) {
        if (!body.stripLeading().startsWith("{")) {
            return null;
        }
        try {
            return JsonText.read(body);
        } catch (IOException e) {
            return null;
        }
    }
}
