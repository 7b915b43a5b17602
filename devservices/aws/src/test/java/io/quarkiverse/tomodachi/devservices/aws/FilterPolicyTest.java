package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

class FilterPolicyTest extends AwsFixture {
    private static String topic;
    private static String queue;
    private static String subscription;

    @BeforeAll
    static void subscribe() {
        topic = sns.createTopic(request -> request.name(name("filtered"))).topicArn();
        queue = createQueue();
        subscription = sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint(arn(queue))
                .attributes(Map.of("RawMessageDelivery", "true")).returnSubscriptionArn(true)).subscriptionArn();
    }

    private static void set(String name, String value) {
        sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(subscription).attributeName(name).attributeValue(value));
    }

    private static boolean arrives(String body, Map<String, MessageAttributeValue> attributes) {
        sns.publish(request -> request.topicArn(topic).message(body).messageAttributes(attributes));
        boolean arrived = !receive(queue).isEmpty();
        sqs.purgeQueue(request -> request.queueUrl(queue));
        return arrived;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"a\":[\"x\",\"y\"]}                     | String       | y             | true",
            "{\"a\":[\"x\"]}                           | String       | z             | false",
            "{\"a\":[{\"prefix\":\"ab\"}]}             | String       | abc           | true",
            "{\"a\":[{\"suffix\":\"bc\"}]}             | String       | abc           | true",
            "{\"a\":[{\"wildcard\":\"a*c\"}]}          | String       | abbc          | true",
            "{\"a\":[{\"equals-ignore-case\":\"AbC\"}]}| String       | aBc           | true",
            "{\"a\":[{\"anything-but\":[\"x\"]}]}      | String       | x             | false",
            "{\"a\":[{\"anything-but\":[\"x\"]}]}      | String       | y             | true",
            "{\"a\":[{\"exists\":true}]}               | String       | y             | true",
            "{\"a\":[{\"exists\":false}]}              | String       | y             | false",
            "{\"b\":[{\"exists\":false}]}              | String       | y             | true",
            "{\"a\":[{\"numeric\":[\">=\",1,\"<\",3]}]}| Number       | 1.5           | true",
            "{\"a\":[{\"numeric\":[\">=\",1,\"<\",3]}]}| Number       | 3             | false",
            "{\"a\":[100]}                             | Number       | 100.0         | true",
            "{\"a\":[100]}                             | Number       | +1e2          | true",
            "{\"a\":[100]}                             | Number.int   | 0100          | true",
            "{\"a\":[100]}                             | String       | 100           | false",
            "{\"a\":[{\"cidr\":\"10.0.0.0/24\"}]}      | String       | 10.0.0.7      | true",
            "{\"a\":[\"x\"]}                           | String.Array | [\"w\",\"x\"] | true",
            "{\"a\":[true]}                            | String.Array | [true]        | true",
            "{\"a\":[\"x\"]}                           | String.Array | [\"w\"]       | false",
            "{\"$or\":[{\"a\":[\"x\"]},{\"b\":[1]}]}   | String       | x             | true",
            "{}                                        | String       | anything      | true" })
    void attributesAreFiltered(String policy, String type, String value, boolean expected) {
        set("FilterPolicyScope", "MessageAttributes");
        set("FilterPolicy", policy);
        assertThat(arrives("body", Map.of("a", MessageAttributeValue.builder().dataType(type).stringValue(value).build())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "{\"order\":{\"state\":[\"new\"]}} | {\"order\":{\"state\":\"new\"}}    | true",
            "{\"order\":{\"state\":[\"new\"]}} | {\"order\":{\"state\":\"old\"}}    | false",
            "{\"tags\":[\"b\"]}                | {\"tags\":[\"a\",\"b\"]}           | true",
            "{\"flag\":[true]}                 | {\"flag\":true}                    | true",
            "{\"none\":[null]}                 | {\"none\":null}                    | true",
            "{\"a\":[\"x\"]}                   | not json                           | false",
            "{\"a\":[\"x\"]}                   | [\"x\"]                            | false" })
    void bodiesAreFiltered(String policy, String body, boolean expected) {
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageBody");
        set("FilterPolicy", policy);
        assertThat(arrives(body, Map.of())).isEqualTo(expected);
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageAttributes");
    }

    @Test
    void policiesThatAreNoneAreRefused() {
        for (String bad : new String[] { "nonsense", "[]", "{\"a\":\"x\"}", "{\"a\":[{\"unknown\":1}]}",
                "{\"a\":{\"b\":[\"nested\"]}}", "{\"a\":[\"1\"],\"b\":[\"1\"],\"c\":[\"1\"],\"d\":[\"1\"],\"e\":[\"1\"],"
                        + "\"f\":[\"1\"]}" }) {
            assertFails("InvalidParameter", () -> set("FilterPolicy", bad));
        }
        assertFails("InvalidParameter", () -> set("FilterPolicyScope", "Somewhere"));
    }

    @Test
    void combinationsOfNestedKeysCountAsOftenAsTheyAreDeep() {
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageBody");
        String policy = "{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":%s}";
        set("FilterPolicy", String.format(policy, "[1,2]"));
        assertFails("InvalidParameter", () -> set("FilterPolicy", String.format(policy, "[1,2,3]")));
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageAttributes");
    }

    @Test
    void depthDoesNoHarm() {
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageBody");
        set("FilterPolicy", "{\"a\":[\"x\"]}");
        for (int depth : new int[] { 400, 900, 20_000 }) {
            arrives("{\"a\":".repeat(depth) + "1" + "}".repeat(depth), Map.of());
            arrives("{\"a\":" + "[".repeat(depth) + "]".repeat(depth) + "}", Map.of());
            assertFails("InvalidParameter",
                    () -> set("FilterPolicy", "{\"a\":".repeat(depth) + "[\"x\", {}]" + "}".repeat(depth)));
        }
        assertThat(arrives("{\"a\":\"x\"}", Map.of())).isTrue();
        set("FilterPolicy", "{}");
        set("FilterPolicyScope", "MessageAttributes");
    }
}
