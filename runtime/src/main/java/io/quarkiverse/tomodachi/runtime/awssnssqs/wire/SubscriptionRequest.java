package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/**
 * What SNS sends to a queue of another account that is to be subscribed to a topic: nothing else is delivered until somebody
 * gives the token back. The message also has a URL that does so, which is of no use here: who may send to the queue could name
 * any.
 */
public record SubscriptionRequest(String topicArn, String token) {

    private static final String TYPE = "\"SubscriptionConfirmation\"";
    private static final String TOKEN = "Token";
    private static final String TOPIC = "TopicArn";
    private static final List<String> MEMBERS = List.of(TOKEN, TOPIC, "Message", "MessageId", "SubscribeURL");

    /** @return {@code null} for any other body; SNS writes the type first, so that these need not be read */
    public static SubscriptionRequest parse(String body) {
        if (body == null || !body.startsWith("{") || !body.startsWith(TYPE, firstValue(body))) {
            return null;
        }
        try {
            JsonNode json = JsonText.read(body);
            return MEMBERS.stream().allMatch(member -> json.path(member).isTextual())
                    ? new SubscriptionRequest(json.path(TOPIC).asText(), json.path(TOKEN).asText())
                    : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static int firstValue(String body) {
        int at = body.indexOf(':') + 1;
        while (at < body.length() && Character.isWhitespace(body.charAt(at))) {
            at++;
        }
        return at;
    }
}
