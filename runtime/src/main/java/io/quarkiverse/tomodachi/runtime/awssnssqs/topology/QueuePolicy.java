package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.quarkiverse.tomodachi.runtime.json.JsonText;

/** The access policy of a queue that topics deliver to. */
final class QueuePolicy {

    private static final String ACTION = "SQS:SendMessage";
    private static final String SOURCE = "aws:SourceArn";
    private static final String ARN_EQUALS = "ArnEquals";

    /** SQS takes no more in one policy. */
    private static final int LARGEST_COUNT = 20;

    private static final int ARN_PARTS = 6;

    private QueuePolicy() {
    }

    /**
     * @param current the policy that the queue has, {@code null} for none; its statements are kept
     * @param source the ARN of what is to deliver, or a pattern of ARNs
     * @return the policy that lets the source deliver, {@code null} if the current one does already
     */
    static String allowing(String current, String queueArn, String source) {
        try {
            ObjectNode policy = current == null || current.isBlank() ? empty(queueArn) : object(JsonText.read(current));
            ArrayNode statements = statements(policy);
            for (JsonNode statement : statements) {
                if (allows(statement, queueArn, source)) {
                    return null;
                }
            }
            if (statements.size() < LARGEST_COUNT || !extend(statements, queueArn, source)) {
                statements.add(statement(queueArn, source));
            }
            policy.set("Statement", statements);
            return JsonText.write(policy);
        } catch (IOException e) {
            throw new IllegalStateException("The policy of queue " + queueArn + " cannot be read", e);
        }
    }

    private static ObjectNode object(JsonNode policy) {
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

    private static ObjectNode statement(String queueArn, String source) {
        ObjectNode statement = JsonText.object();
        statement.put("Sid", UUID.randomUUID().toString() + System.currentTimeMillis());
        statement.put("Effect", "Allow");
        statement.put("Principal", "*");
        statement.put("Action", ACTION);
        statement.put("Resource", queueArn);
        statement.putObject("Condition").putObject(ARN_EQUALS).put(SOURCE, source);
        return statement;
    }

    /** Names the source in a statement of ours beside those that it names already. */
    private static boolean extend(ArrayNode statements, String queueArn, String source) {
        for (JsonNode statement : statements) {
            JsonNode test = statement.path("Condition").path(ARN_EQUALS);
            if (grants(statement, queueArn) && test.size() == 1 && test.has(SOURCE)) {
                JsonNode named = test.get(SOURCE);
                ArrayNode sources = ((ObjectNode) test).putArray(SOURCE);
                if (named.isArray()) {
                    named.forEach(sources::add);
                } else {
                    sources.add(named);
                }
                sources.add(source);
                return true;
            }
        }
        return false;
    }

    /** Whether a statement lets the source deliver, in one of the forms in which people, AWS and tools write it. */
    private static boolean allows(JsonNode statement, String queueArn, String source) {
        if (!grants(statement, queueArn)) {
            return false;
        }
        Map.Entry<String, JsonNode> condition = statement.path("Condition").properties().iterator().next();
        JsonNode test = condition.getValue();
        return test.size() == 1 && any(field(test, SOURCE), value -> meets(source, condition.getKey(), value));
    }

    /** Whether the source, or all that a pattern stands for, meets a condition. */
    private static boolean meets(String source, String operator, String value) {
        return switch (operator) {
            case "StringEquals" -> value.equals(source) && source.indexOf('*') < 0 && source.indexOf('?') < 0;
            case "StringLike" -> fits(value, source);
            default -> value.equals(source) || fitsArn(value, source);
        };
    }

    /** ARNs are compared part by part: a wildcard stands for nothing beyond its own part. */
    private static boolean fitsArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        return patterns.length == ARN_PARTS && parts.length == ARN_PARTS
                && IntStream.range(0, ARN_PARTS).allMatch(part -> fits(patterns[part], parts[part]));
    }

    /** Whether a statement is one for sending to the queue, with one condition on where a message comes from. */
    private static boolean grants(JsonNode statement, String queueArn) {
        JsonNode principal = statement.path("Principal");
        JsonNode condition = statement.path("Condition");
        return "Allow".equals(statement.path("Effect").asText())
                && (any(principal, "*"::equals) || any(principal.path("AWS"), "*"::equals)
                        || any(principal.path("Service"), "sns.amazonaws.com"::equals))
                && any(statement.path("Action"), pattern -> fits(pattern.toLowerCase(Locale.ROOT), "sqs:sendmessage"))
                && any(statement.path("Resource"), pattern -> fits(pattern, queueArn))
                && condition.size() == 1 && condition.fieldNames().next().matches("(Arn|String)(Equals|Like)");
    }

    private static JsonNode field(JsonNode object, String name) {
        return object.properties().stream().filter(entry -> entry.getKey().equalsIgnoreCase(name)).findFirst()
                .map(Map.Entry::getValue).orElse(object.path(name));
    }

    private static boolean any(JsonNode oneOrMany, Predicate<String> test) {
        if (!oneOrMany.isArray()) {
            return oneOrMany.isTextual() && test.test(oneOrMany.asText());
        }
        for (JsonNode one : oneOrMany) {
            if (test.test(one.asText())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a text, or all that a pattern stands for, fits a pattern. */
    private static boolean fits(String pattern, String text) {
        StringBuilder regex = new StringBuilder();
        for (char character : pattern.toCharArray()) {
            regex.append(switch (character) {
                case '*' -> ".*";
                case '?' -> "[^*]";
                default -> Pattern.quote(String.valueOf(character));
            });
        }
        return text.matches(regex.toString());
    }
}
