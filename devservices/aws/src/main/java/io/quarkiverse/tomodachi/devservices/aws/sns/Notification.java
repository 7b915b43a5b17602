package io.quarkiverse.tomodachi.devservices.aws.sns;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON in which a message reaches a queue without raw delivery. */
final class Notification {
    static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private Notification() {
    }

    static void sign(ObjectNode json, String baseUrl) {
        json.put("SignatureVersion", "1").put("Signature", "EXAMPLE").put("SigningCertURL",
                baseUrl + "/SimpleNotificationService-0000000000000000000000.pem");
    }

    static String of(Published published, Subscription subscription) {
        Publication publication = published.publication();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("Type", "Notification").put("MessageId", published.messageId());
        if (published.sequenceNumber() != null) {
            json.put("SequenceNumber", published.sequenceNumber());
        }
        json.put("TopicArn", subscription.topicArn());
        if (publication.subject() != null) {
            json.put("Subject", publication.subject());
        }
        json.put("Message", publication.message()).put("Timestamp",
                TIMESTAMP.format(Instant.ofEpochMilli(published.timestamp())));
        if (published.sequenceNumber() == null) {
            // nothing signs here: the fields are there for those who only look whether they are
            sign(json, published.baseUrl());
        }
        json.put("UnsubscribeURL", published.baseUrl() + "/?Action=Unsubscribe&SubscriptionArn="
                + URLEncoder.encode(subscription.arn(), StandardCharsets.UTF_8));
        if (!publication.attributes().isEmpty()) {
            ObjectNode attributes = json.putObject("MessageAttributes");
            publication.attributes().forEach((name, attribute) -> attributes.putObject(name)
                    .put("Type", attribute.dataType()).put("Value", attribute.isBinary()
                            ? Base64.getEncoder().encodeToString(attribute.binary())
                            : attribute.text()));
        }
        return json.toString();
    }
}
