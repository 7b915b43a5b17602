package io.quarkiverse.tomodachi.devservices.aws.sqs;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Which queues may use a queue as their dead-letter queue. */
record RedriveAllowPolicy(String permission, List<String> sourceQueueArns) {
    private static final int MAX_SOURCES = 10;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static RedriveAllowPolicy parse(String json) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw invalid(json, "Redrive allow policy is not a valid JSON map.");
        }
        if (node == null || !node.isObject()) {
            throw invalid(json, "Redrive allow policy is not a valid JSON map.");
        }
        String permission = node.path("redrivePermission").asText();
        List<String> sources = new ArrayList<>();
        node.path("sourceQueueArns").forEach(source -> sources.add(source.asText()));
        boolean byQueue = permission.equals("byQueue");
        if (!byQueue && !permission.equals("allowAll") && !permission.equals("denyAll")) {
            throw invalid(json, "Amazon SQS can't create the redrive allow policy. redrivePermission is not one of "
                    + "allowAll, denyAll and byQueue.");
        }
        if (byQueue == sources.isEmpty() || sources.size() > MAX_SOURCES) {
            throw invalid(json, "sourceQueueArns must hold 1 to 10 ARNs with byQueue, and none otherwise.");
        }
        return new RedriveAllowPolicy(permission, List.copyOf(sources));
    }

    boolean allows(String sourceArn) {
        return permission.equals("allowAll") || sourceQueueArns.contains(sourceArn);
    }

    private static RuntimeException invalid(String json, String reason) {
        return SqsErrors.invalidParameter(json, "RedriveAllowPolicy", reason);
    }
}
