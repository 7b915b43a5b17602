package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;

/** The calls that an endpoint in the region {@code eu-west-1} has got, and which of them a policy allows. */
final class AllowedCalls {

    /** As {@code sqs:SendMessage <name of the queue>}. */
    private final Set<String> made = new ConcurrentSkipListSet<>();

    AllowedCalls(AwsEndpoint endpoint) {
        endpoint.onCall(call -> made.add(right(call.action()) + " " + call.resource()));
    }

    /** The right that a call of a batch needs is that of the single call. */
    private static String right(String action) {
        return action.replace("Batch", "").replace('.', ':');
    }

    Set<String> made() {
        return made;
    }

    void forget() {
        made.clear();
    }

    /** Calls that the policy of an application that was built there does not allow. */
    Set<String> refused(Path build) throws IOException {
        JsonNode policy = new ObjectMapper()
                .readTree(Files.readString(build.resolve("tomodachi").resolve("aws-iam-policy.json")));
        Set<String> refused = new TreeSet<>(made);
        // which needs no right
        refused.removeIf(call -> call.startsWith("sts:GetCallerIdentity "));
        refused.removeIf(
                call -> isAllowed(policy, call.substring(0, call.indexOf(' ')), call.substring(call.indexOf(' ') + 1)));
        return refused;
    }

    private static boolean isAllowed(JsonNode policy, String right, String resource) {
        for (JsonNode statement : policy.path("Statement")) {
            if (has(statement.path("Action"), right) && allows(statement.path("Resource"), right, resource)) {
                return true;
            }
        }
        return false;
    }

    private static boolean has(JsonNode actions, String right) {
        for (JsonNode action : actions) {
            if (action.asText().toLowerCase(Locale.ROOT).equals(right.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }

    private static boolean allows(JsonNode resources, String right, String name) {
        String arn = "arn:aws:" + right.substring(0, right.indexOf(':')) + ":eu-west-1:123456789012:" + name;
        for (JsonNode resource : resources) {
            if (arn.matches(resource.asText().replace(".", "\\.").replace("*", ".*"))) {
                return true;
            }
        }
        return false;
    }
}
