package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** After how many receives SQS moves a message where to. */
record RedrivePolicy(String deadLetterArn, int maxReceiveCount) {

    /** @return the policy of a queue, {@code null} for none */
    static RedrivePolicy parse(String attribute) {
        if (attribute == null || attribute.isBlank()) {
            return null;
        }
        try {
            JsonNode json = JsonText.read(attribute);
            String arn = json.path("deadLetterTargetArn").asText();
            return arn.isEmpty() ? null : new RedrivePolicy(arn, json.path("maxReceiveCount").asInt());
        } catch (IOException e) {
            return null;
        }
    }

    String write() {
        ObjectNode json = JsonText.object();
        json.put("deadLetterTargetArn", deadLetterArn);
        json.put("maxReceiveCount", maxReceiveCount);
        try {
            return JsonText.write(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
