package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** The body of a message that is sent straight to a queue, in the form of the Python library. */
public final class SentBody {

    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss")
            .withZone(ZoneOffset.UTC);

    /** The last one, as many messages are sent within a second. */
    private static volatile Second known = new Second(0, SECOND.format(Instant.EPOCH));

    private SentBody() {
    }

    public static String write(String payload, String queueUrl, Instant now, Map<String, TypedValue> attributes)
            throws JsonProcessingException {
        return JsonText.write((JsonGenerator json) -> {
            json.writeStartObject();
            json.writeStringField("Type", "Message");
            json.writeStringField("QueueUrl", queueUrl);
            json.writeStringField("Version", "0");
            json.writeStringField("Message", payload);
            json.writeStringField("Timestamp", timestamp(now));
            json.writeFieldName("MessageAttributes");
            MessageAttributes.write(attributes, json);
            json.writeEndObject();
        });
    }

    private static String timestamp(Instant now) {
        Second second = known;
        if (second.epoch() != now.getEpochSecond()) {
            second = new Second(now.getEpochSecond(), SECOND.format(now));
            known = second;
        }
        int millis = now.getNano() / 1_000_000;
        return second.text() + (millis < 10 ? ".00" : millis < 100 ? ".0" : ".") + millis + 'Z';
    }

    private record Second(long epoch, String text) {
    }
}
