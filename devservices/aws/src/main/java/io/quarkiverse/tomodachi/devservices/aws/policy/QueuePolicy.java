package io.quarkiverse.tomodachi.devservices.aws.policy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Whether a queue's policy would let a topic send in AWS. Here nothing is enforced; where a policy uses more than is
 * understood here, it is given the benefit of the doubt.
 */
public final class QueuePolicy {

    private static final Pattern OPERATOR = Pattern.compile(
            "(?:For(?:Any|All)Values?:)?(Arn(?:Equals|Like)|String(?:Equals(?:IgnoreCase)?|Like))(?:IfExists)?",
            Pattern.CASE_INSENSITIVE);
    private static final int ARN_PARTS = 6;

    private QueuePolicy() {
    }

    /** @param policy the queue's policy, null if it has none */
    public static boolean allows(String policy, String queueArn, String topicArn) {
        JsonNode tree = policy == null ? null : PolicyDocument.tree(policy);
        if (tree == null) {
            return false;
        }
        boolean allowed = false;
        for (JsonNode statement : tree.path("Statement").isArray() ? tree.path("Statement")
                : List.of(tree.path("Statement"))) {
            if (applies(statement, queueArn, topicArn)) {
                if (!statement.path("Effect").asText().equals("Allow")) {
                    return false;
                }
                allowed = true;
            }
        }
        return allowed;
    }

    private static boolean applies(JsonNode statement, String queueArn, String topicArn) {
        boolean resource = any(statement.path("Resource"), pattern -> matches(pattern, queueArn))
                || statement.has("NotResource");
        boolean action = any(statement.path("Action"),
                pattern -> matches(pattern.toLowerCase(Locale.ROOT), "sqs:sendmessage")) || statement.has("NotAction");
        return resource && action && isForTopics(statement) && conditionsHold(statement.path("Condition"), topicArn);
    }

    private static boolean isForTopics(JsonNode statement) {
        JsonNode principal = statement.path("Principal");
        return statement.has("NotPrincipal") || principal.asText().equals("*")
                || any(principal.path("Service"), "sns.amazonaws.com"::equals)
                || any(principal.path("AWS"), "*"::equals);
    }

    private static boolean conditionsHold(JsonNode conditions, String topicArn) {
        for (Map.Entry<String, JsonNode> operator : conditions.properties()) {
            Matcher kind = OPERATOR.matcher(operator.getKey());
            boolean understood = kind.matches();
            for (Map.Entry<String, JsonNode> condition : operator.getValue().properties()) {
                String actual = switch (condition.getKey().toLowerCase(Locale.ROOT)) {
                    case "aws:sourcearn" -> topicArn;
                    case "aws:sourceaccount" -> topicArn.split(":")[4];
                    default -> null;
                };
                if (understood && actual != null
                        && !any(condition.getValue(), value -> meets(actual, kind.group(1).toLowerCase(Locale.ROOT), value))) {
                    return false;
                }
            }
        }
        return true;
    }

    private static boolean meets(String actual, String operator, String value) {
        return switch (operator) {
            case "stringequals" -> value.equals(actual);
            case "stringequalsignorecase" -> value.equalsIgnoreCase(actual);
            case "stringlike" -> matches(value, actual);
            default -> matchesArn(value, actual);
        };
    }

    /** Part by part: a wildcard stands for nothing beyond its own part. */
    private static boolean matchesArn(String pattern, String arn) {
        String[] patterns = pattern.split(":", ARN_PARTS);
        String[] parts = arn.split(":", ARN_PARTS);
        return patterns.length == parts.length
                && IntStream.range(0, parts.length).allMatch(part -> matches(patterns[part], parts[part]));
    }

    private static boolean any(JsonNode oneOrMany, Predicate<String> predicate) {
        if (oneOrMany.isTextual()) {
            return predicate.test(oneOrMany.asText());
        }
        for (JsonNode one : oneOrMany) {
            if (predicate.test(one.asText())) {
                return true;
            }
        }
        return false;
    }

    /** Whether the text fits a pattern of {@code *} and {@code ?}; takes no more than their lengths' product of steps. */
    private static boolean matches(String pattern, String text) {
        int p = 0;
        int t = 0;
        int star = -1;
        int afterStar = 0;
        while (t < text.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                afterStar = t;
            } else if (p < pattern.length() && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
                p++;
                t++;
            } else if (star >= 0) {
                p = star + 1;
                t = ++afterStar;
            } else {
                return false;
            }
        }
        return pattern.substring(p).chars().allMatch(c -> c == '*');
    }
}
