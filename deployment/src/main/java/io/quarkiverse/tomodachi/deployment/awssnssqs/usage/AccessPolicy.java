package io.quarkiverse.tomodachi.deployment.awssnssqs.usage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** An IAM policy of what is to be allowed: each resource once, resources with the same actions in one statement. */
final class AccessPolicy {

    private static final String VERSION = "2012-10-17";

    private final Map<Target, Set<String>> allowed = new TreeMap<>();

    void allow(String resource, String... actions) {
        allowed.computeIfAbsent(new Target(resource, ""), target -> new TreeSet<>()).addAll(List.of(actions));
    }

    /** @param alias allows only the use of keys that have it, empty for all that the resource stands for */
    void allowKey(String resource, String alias, String... actions) {
        allowed.computeIfAbsent(new Target(resource, alias), target -> new TreeSet<>()).addAll(List.of(actions));
    }

    /** In the form in which IAM takes it as JSON. */
    Map<String, Object> document() {
        Map<List<Object>, Map<String, Object>> statements = new LinkedHashMap<>();
        allowed.forEach((target, actions) -> {
            Map<String, Object> statement = statements.computeIfAbsent(List.of(target.alias(), actions),
                    key -> statement(target.alias(), actions));
            @SuppressWarnings("unchecked")
            List<String> resources = (List<String>) statement.get("Resource");
            resources.add(target.resource());
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("Version", VERSION);
        document.put("Statement", List.copyOf(statements.values()));
        return document;
    }

    private static Map<String, Object> statement(String alias, Set<String> actions) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("Effect", "Allow");
        statement.put("Action", List.copyOf(actions));
        statement.put("Resource", new ArrayList<String>());
        if (!alias.isEmpty()) {
            statement.put("Condition", Map.of("ForAnyValue:StringLike", Map.of("kms:ResourceAliases", alias)));
        }
        return statement;
    }

    private record Target(String resource, String alias) implements Comparable<Target> {

        @Override
        public int compareTo(Target other) {
            int order = resource.compareTo(other.resource);
            return order != 0 ? order : alias.compareTo(other.alias);
        }
    }
}
