package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.Map;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Writes a tree as XML: structures as elements, lists as repeated elements. */
final class XmlWriter {
    /** Actions of all services whose answer has no element for a result, not even an empty one. */
    private static final Set<String> WITHOUT_RESULT = Set.of("SetQueueAttributes", "DeleteQueue", "PurgeQueue", "TagQueue",
            "UntagQueue", "DeleteMessage", "ChangeMessageVisibility", "AddPermission", "RemovePermission", "DeleteTopic",
            "SetTopicAttributes", "Unsubscribe", "SetSubscriptionAttributes");

    private final StringBuilder out = new StringBuilder(512);

    static String response(Service service, String action, ObjectNode result, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.out.append('<').append(action).append("Response xmlns=\"").append(service.namespace()).append("\">");
        if (!WITHOUT_RESULT.contains(action)) {
            xml.element(action + "Result", result);
        }
        xml.out.append("<ResponseMetadata><RequestId>").append(requestId).append("</RequestId></ResponseMetadata></")
                .append(action).append("Response>");
        return xml.out.toString();
    }

    static String error(String namespace, ServiceError error, String requestId) {
        XmlWriter xml = new XmlWriter();
        xml.out.append("<ErrorResponse xmlns=\"").append(namespace).append("\"><Error>");
        xml.text("Type", error.fault());
        xml.text("Code", error.code());
        xml.text("Message", error.getMessage());
        xml.out.append("</Error>");
        xml.text("RequestId", requestId);
        xml.out.append("</ErrorResponse>");
        return xml.out.toString();
    }

    private void element(String name, JsonNode value) {
        if (value.isArray()) {
            value.forEach(item -> element(name, item));
        } else if (value.isObject()) {
            out.append('<').append(name).append('>');
            for (Map.Entry<String, JsonNode> entry : value.properties()) {
                element(entry.getKey(), entry.getValue());
            }
            out.append("</").append(name).append('>');
        } else {
            text(name, value.asText());
        }
    }

    private void text(String name, String text) {
        out.append('<').append(name).append('>');
        escape(text);
        out.append("</").append(name).append('>');
    }

    private void escape(String text) {
        for (int i = 0; i < text.length();) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\r' -> out.append("&#xD;");
                default -> {
                    boolean allowed = c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF || c == '\t'
                            || c == '\n';
                    out.appendCodePoint(allowed ? c : '?');
                }
            }
        }
    }
}
