package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** The body of a message that is sent straight to a queue, in the form of the Python library. */
public final class SentBody {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'")
            .withZone(ZoneOffset.UTC);

    private SentBody() {
    }

    public static String write(String payload, String queueUrl, Instant now, Map<String, TypedValue> attributes)
            throws JsonProcessingException {
        ObjectNode body = JsonText.object();
        body.put("Type", "Message");
        body.put("QueueUrl", queueUrl);
        body.put("Version", "0");
        body.put("Message", payload);
        body.put("Timestamp", TIMESTAMP.format(now));
        body.set("MessageAttributes", MessageAttributes.toBody(attributes));
        return JsonText.write(body);
    }
}
