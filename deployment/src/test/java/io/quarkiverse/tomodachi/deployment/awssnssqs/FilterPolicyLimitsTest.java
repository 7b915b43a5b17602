package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.SettingsRules;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;

/** What the build takes as a filter policy, the endpoint for development and tests takes, and nothing else. */
class FilterPolicyLimitsTest {

    private static final int POLICIES = 300;
    private static final int MOST_KEYS = 6;
    private static final int DEEPEST = 3;

    private final Random random = new Random(150);

    @Test
    void build_and_endpoint_refuse_the_same_policies() {
        List<Integer> outcomes = new ArrayList<>();
        try (AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
                SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri())) {
            String topic = sns.createTopic(request -> request.name("topic")).join().topicArn();
            for (int number = 0; number < POLICIES; number++) {
                boolean ofBodies = random.nextInt(3) > 0;
                String policy = object(new int[] { 1 + random.nextInt(MOST_KEYS) }, 1);
                List<String> problems = problems(policy, ofBodies);
                String queue = "arn:aws:sqs:us-east-1:123456789012:queue-" + number;
                assertThat(isTaken(sns, topic, queue, policy, ofBodies))
                        .as(policy + " of bodies: " + ofBodies + ": " + problems)
                        .isEqualTo(problems.isEmpty());
                outcomes.add(problems.isEmpty() ? 0 : problems.toString().contains("combinations") ? 1 : 2);
            }
        }
        // each kind of outcome was met, so that something was compared
        assertThat(outcomes.stream().collect(Collectors.groupingBy(outcome -> outcome, Collectors.counting())))
                .hasSize(3).allSatisfy((outcome, count) -> assertThat(count).isGreaterThan(5));
    }

    @Test
    void build_and_endpoint_count_only_the_keys_at_the_top_of_policies_of_bodies() {
        String six = "{\"a\":{\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1]},\"g\":[1]}";
        String sixAtTop = "{\"a\":{\"b\":[1]},\"c\":[1],\"d\":[1],\"e\":[1],\"f\":[1],\"g\":[1]}";
        try (AwsEndpoint endpoint = AwsEndpoint.builder().host("127.0.0.1").port(0).build().start();
                SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri())) {
            String topic = sns.createTopic(request -> request.name("topic")).join().topicArn();
            String queue = "arn:aws:sqs:us-east-1:123456789012:queue";
            assertThat(isTaken(sns, topic, queue, sixAtTop, true)).isFalse();
            assertThat(problems(sixAtTop, true)).singleElement().asString().contains("6 keys (a, c, d, e, f, g)");
            assertThat(isTaken(sns, topic, queue, six, true)).isTrue();
            assertThat(problems(six, true)).isEmpty();
        }
    }

    private static List<String> problems(String policy, boolean ofBodies) {
        Map<String, String> scope = ofBodies ? Map.of(DeclaredAttributes.FILTER_POLICY_SCOPE, "MessageBody") : Map.of();
        List<String> problems = new ArrayList<>(SettingsRules.problems(
                new HandlerSettings("topic", "queue", true, policy, null, null, null, false, 10)
                        .withAttributes(new DeclaredAttributes(Map.of(), Map.of(), scope))));
        FilterPolicyConditions.check(policy, problems::add);
        return problems;
    }

    private static boolean isTaken(SnsAsyncClient sns, String topic, String queue, String policy, boolean ofBodies) {
        try {
            sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(queue).attributes(Map.of("FilterPolicy",
                    policy, "FilterPolicyScope", ofBodies ? "MessageBody" : "MessageAttributes"))).join();
            return true;
        } catch (CompletionException e) {
            assertThat(e).hasCauseInstanceOf(InvalidParameterException.class);
            return false;
        }
    }

    /** @param keys how many keys the policy may still get */
    private String object(int[] keys, int depth) {
        List<String> entries = new ArrayList<>();
        do {
            String key = "\"k" + keys[0]-- + "\":";
            if (depth < DEEPEST && random.nextInt(5) == 0) {
                entries.add(key + object(keys, depth + 1));
            } else if (depth < DEEPEST && random.nextInt(8) == 0) {
                entries.add("\"$or\":[" + object(keys, DEEPEST) + "," + object(keys, DEEPEST) + "]");
                break;
            } else {
                entries.add(key + values());
            }
        } while (keys[0] > 0 && random.nextInt(4) > 0);
        return "{" + String.join(",", entries) + "}";
    }

    private String values() {
        int count = random.nextInt(10) == 0 ? 1 + random.nextInt(160) : 1 + random.nextInt(7);
        return IntStream.range(0, count).mapToObj(Integer::toString).toList().toString();
    }
}
