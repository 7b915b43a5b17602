package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.LinkedHashMap;
import java.util.Map;

/** The context of a trace among the attributes of a message, of which AWS takes ten. */
public final class TraceAttributes {

    private static final int LIMIT = 10;

    private TraceAttributes() {
    }

    /** @return the attributes with as many of the fields, from the first on, as there is room for */
    public static Map<String, TypedValue> add(Map<String, TypedValue> attributes, Map<String, String> fields) {
        if (fields.isEmpty()) {
            return attributes;
        }
        Map<String, TypedValue> all = new LinkedHashMap<>(attributes);
        fields.forEach((name, text) -> {
            if (!text.isEmpty() && (all.containsKey(name) || all.size() < LIMIT)) {
                all.put(name, TypedValue.of(TypedValue.STRING, text));
            }
        });
        return all;
    }

    /**
     * @return the header that SQS carries apart from the attributes, {@code null} if these say it or there is nothing to say
     */
    public static String header(Map<String, TypedValue> attributes, Map<String, String> fields) {
        String field = fields.get(AwsTraceHeader.FIELD);
        return field == null || attributes.containsKey(AwsTraceHeader.FIELD) ? null : AwsTraceHeader.write(field);
    }
}
