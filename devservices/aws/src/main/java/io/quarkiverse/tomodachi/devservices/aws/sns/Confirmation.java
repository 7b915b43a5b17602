package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What a queue of another account is asked with whether it wants to be subscribed. */
final class Confirmation {

    private Confirmation() {
    }

    static String newToken() {
        return (UUID.randomUUID().toString() + UUID.randomUUID()).replace("-", "");
    }

    /** @param baseUrl where the subscriber reached the endpoint */
    static String request(Subscription subscription, long timestamp, String baseUrl) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "SubscriptionConfirmation").put("MessageId", UUID.randomUUID().toString())
                .put("Token", subscription.token()).put("TopicArn", subscription.topicArn())
                .put("Message", "The queue is to be subscribed to the topic " + subscription.topicArn()
                        + ". Visit the SubscribeURL of this message to confirm that.")
                .put("SubscribeURL", baseUrl + "/?Action=ConfirmSubscription&TopicArn="
                        + URLEncoder.encode(subscription.topicArn(), StandardCharsets.UTF_8) + "&Token=" + subscription.token())
                .put("Timestamp", Notification.TIMESTAMP.format(Instant.ofEpochMilli(timestamp)));
        Notification.sign(json, baseUrl);
        return json.toString();
    }
}
