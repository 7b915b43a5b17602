package io.quarkiverse.tomodachi.devservices.aws.sqs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Where messages go that were received too often. */
public record RedrivePolicy(String deadLetterTargetArn, int maxReceiveCount) {
    private static final int MAX_RECEIVES = 1000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static RedrivePolicy parse(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw invalid(json, "Redrive policy is not a valid JSON map.");
        }
        if (node == null || !node.isObject()) {
            throw invalid(json, "Redrive policy is not a valid JSON map.");
        }
        for (var entry : node.properties()) {
            if (!entry.getKey().equals("deadLetterTargetArn") && !entry.getKey().equals("maxReceiveCount")) {
                throw invalid(json, "Unknown attribute " + entry.getKey() + ".");
            }
        }
        if (!node.hasNonNull("deadLetterTargetArn") || !node.hasNonNull("maxReceiveCount")) {
            throw invalid(json, "Redrive policy does not contain mandatory attribute: "
                    + (node.hasNonNull("maxReceiveCount") ? "deadLetterTargetArn." : "maxReceiveCount."));
        }
        int count = node.get("maxReceiveCount").asInt(-1);
        if (count < 1 || count > MAX_RECEIVES) {
            throw invalid(json, "Invalid value for maxReceiveCount: " + node.get("maxReceiveCount")
                    + ", valid values are from 1 to 1000 both inclusive.");
        }
        return new RedrivePolicy(node.get("deadLetterTargetArn").asText(), count);
    }

    static RuntimeException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedrivePolicy", reason);
    }
}
