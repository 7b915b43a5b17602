package io.quarkiverse.tomodachi.runtime.awssnssqs.wire;

import java.util.LinkedHashMap;
import java.util.Map;

import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/** Message attributes in the form of the SNS client, whose class has the name of the one of SQS. */
public final class SnsAttributes {

    private SnsAttributes() {
    }

    /** @return {@code null} if there are none, so that the call says nothing of them */
    public static Map<String, MessageAttributeValue> of(Map<String, TypedValue> values) {
        if (values.isEmpty()) {
            return null;
        }
        Map<String, MessageAttributeValue> attributes = new LinkedHashMap<>();
        values.forEach((name, value) -> attributes.put(name, MessageAttributeValue.builder().dataType(value.type())
                .stringValue(value.text()).binaryValue(MessageAttributes.bytes(value)).build()));
        return attributes;
    }
}
