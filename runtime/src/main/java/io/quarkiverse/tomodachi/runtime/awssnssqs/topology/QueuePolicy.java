package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.io.IOException;
import java.util.UUID;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** The access policy of a queue that a topic delivers to. */
final class QueuePolicy {

    private static final String ACTION = "SQS:SendMessage";
    private static final String SOURCE = "aws:SourceArn";

    private QueuePolicy() {
    }

    /**
     * @param current the policy that the queue has, {@code null} for none; its statements are kept
     * @return the policy that lets the topic deliver, {@code null} if the current one does already
     */
    static String allowing(String current, String queueArn, String topicArn) {
        try {
            ObjectNode policy = current == null || current.isBlank() ? empty(queueArn) : object(JsonText.read(current));
            ArrayNode statements = statements(policy);
            for (JsonNode statement : statements) {
                if (allows(statement, queueArn, topicArn)) {
                    return null;
                }
            }
            statements.add(statement(queueArn, topicArn));
            policy.set("Statement", statements);
            return JsonText.write(policy);
        } catch (IOException e) {
            throw new IllegalStateException("The policy of queue " + queueArn + " cannot be read", e);
        }
    }

    private static ObjectNode object(JsonNode policy) throws JsonProcessingException {
        if (policy instanceof ObjectNode object) {
            return object;
        }
        throw new IllegalStateException("The policy of a queue is not a JSON object");
    }

    private static ObjectNode empty(String queueArn) {
        ObjectNode policy = JsonText.object();
        policy.put("Version", "2012-10-17");
        policy.put("Id", queueArn + "/SQSDefaultPolicy");
        return policy;
    }

    private static ArrayNode statements(ObjectNode policy) {
        ArrayNode statements = policy.arrayNode();
        JsonNode existing = policy.path("Statement");
        if (existing.isArray()) {
            existing.forEach(statements::add);
        } else if (existing.isObject()) {
            statements.add(existing);
        }
        return statements;
    }

    private static ObjectNode statement(String queueArn, String topicArn) {
        ObjectNode statement = JsonText.object();
        statement.put("Sid", UUID.randomUUID().toString() + System.currentTimeMillis());
        statement.put("Effect", "Allow");
        statement.put("Principal", "*");
        statement.put("Action", ACTION);
        statement.put("Resource", queueArn);
        statement.putObject("Condition").putObject("ArnEquals").put(SOURCE, topicArn);
        return statement;
    }

    /** Whether a statement is ours but for its id, in one of the forms in which AWS and tools write it. */
    private static boolean allows(JsonNode statement, String queueArn, String topicArn) {
        JsonNode principal = statement.path("Principal");
        JsonNode condition = statement.path("Condition");
        return "Allow".equals(statement.path("Effect").asText())
                && (holds(principal, "*") || holds(principal.path("AWS"), "*"))
                && holds(statement.path("Action"), ACTION)
                && holds(statement.path("Resource"), queueArn)
                && condition.size() == 1
                && (onlySource(condition.path("ArnEquals"), topicArn) || onlySource(condition.path("ArnLike"), topicArn));
    }

    private static boolean onlySource(JsonNode test, String topicArn) {
        return test.size() == 1 && holds(test.path(SOURCE), topicArn);
    }

    private static boolean holds(JsonNode value, String wanted) {
        if (value.isArray()) {
            for (JsonNode element : value) {
                if (wanted.equalsIgnoreCase(element.asText())) {
                    return true;
                }
            }
            return false;
        }
        return wanted.equalsIgnoreCase(value.asText());
    }
}
