package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.util.Map;

import io.quarkiverse.tomodachi.PublishOptions;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.MessageRules;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TraceAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.TypedValue;

/** The attributes of a message. What every message to a topic or to a queue is to carry is added here. */
public final class SentAttributes {

    private SentAttributes() {
    }

    /**
     * Called by the caller of the publish, on its thread and in its context.
     *
     * @param fields what travels along, as far as there is room among {@link MessageRules#MAX_ATTRIBUTES}
     * @return the attributes that are sent
     * @throws IllegalArgumentException if AWS does not take them
     */
    public static Map<String, TypedValue> of(PublishOptions options, Map<String, String> fields) {
        Map<String, TypedValue> attributes = MessageAttributes.encode(options.attributes());
        MessageRules.checkAttributes(attributes);
        return TraceAttributes.add(attributes, fields);
    }
}
