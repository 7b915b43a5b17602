package io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterPolicyRulesTest {

    private static final String NESTED = "{\"a\":{\"b\":{\"c\":[1,2,3,4]}},\"d\":{\"e\":[1,2,3]},\"f\":%s}";

    private static List<String> ofAttributes(String policy) {
        return FilterPolicyRules.problems(policy, false);
    }

    private static List<String> ofBodies(String policy) {
        return FilterPolicyRules.problems(policy, true);
    }

    private static String values(int count) {
        return IntStream.range(0, count).mapToObj(Integer::toString).toList().toString();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"event\": [\"a\", {\"prefix\": \"b\"}]}",
            "{\"a\":[1],\"b\":[1],\"c\":[1],\"d\":[1],\"e\":[1]}", "{\"$or\":[{\"a\":[1]},{\"b\":[1]}]}" })
    void policies_that_are_taken(String policy) {
        assertThat(ofAttributes(policy)).isEmpty();
        assertThat(ofBodies(policy)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "[1]", "\"text\"", "{\"a\": [1]" })
    void what_is_no_object(String policy) {
        assertThat(ofAttributes(policy)).containsExactly(
                "has a filterPolicy that is not a JSON object; write one such as {\"event\": [\"order_paid\"]}");
    }

    @Test
    void what_is_no_list_of_values() {
        assertThat(ofAttributes("{\"a\": \"x\", \"b\": []}")).containsExactly(
                "has a filterPolicy whose key 'a' has no list of values; write [\"x\"]",
                "has a filterPolicy whose key 'b' has no list of values; write [\"value\"]");
    }

    @Test
    void only_bodies_are_nested() {
        assertThat(ofBodies("{\"a\":{\"b\":[1]}}")).isEmpty();
        assertThat(ofAttributes("{\"a\":{\"b\":[1]}}")).singleElement().asString().contains("nested key 'a'");
    }

    @Test
    void keys_at_the_top_and_those_of_alternatives_count() {
        assertThat(
                ofBodies("{\"a\":{\"b\":[1],\"c\":[1]},\"$or\":[{\"d\":[1]},{\"e\":[1]},{\"f\":[1],\"g\":[1]},{\"h\":[1]}]}"))
                .singleElement()
                .asString().contains("6 keys (a, d, e, f, g, h), and SNS takes 5 at most");
    }

    @Test
    void nested_keys_do_not_count_but_are_warned_of() {
        String five = "{\"a\":{\"b\":[1],\"c\":[1],\"d\":{\"e\":[1],\"f\":[1]}},\"g\":[1]}";
        String six = "{\"a\":{\"b\":[1],\"c\":[1],\"d\":{\"e\":[1],\"f\":[1]}},\"g\":[1],\"h\":[1]}";
        assertThat(ofBodies(six)).isEmpty();
        assertThat(FilterPolicyRules.warnings(five, true)).isEmpty();
        assertThat(FilterPolicyRules.warnings(six, true)).singleElement().asString()
                .contains("6 keys (a.b, a.c, a.d.e, a.d.f, g, h)", "only the 3 at the top");
        assertThat(FilterPolicyRules.warnings("nonsense", true)).isEmpty();
        assertThat(FilterPolicyRules.warnings("{\"a\":[1]}", false)).isEmpty();
    }

    @Test
    void combinations_are_the_product_of_the_values() {
        assertThat(ofAttributes("{\"a\":" + values(15) + ",\"b\":" + values(10) + "}")).isEmpty();
        assertThat(ofAttributes("{\"a\":" + values(151) + "}")).singleElement().asString()
                .contains("151 combinations of values, and SNS takes 150");
    }

    @Test
    void combinations_of_nested_keys_count_as_often_as_they_are_deep() {
        assertThat(ofBodies(String.format(NESTED, "[1,2]"))).isEmpty();
        assertThat(ofBodies(String.format(NESTED, "[1,2,3]"))).singleElement().asString().contains("216 combinations");
    }

    @Test
    void combinations_of_alternatives_are_added() {
        assertThat(ofAttributes("{\"$or\":[{\"a\":" + values(75) + "},{\"b\":" + values(75) + "}]}")).isEmpty();
        assertThat(ofAttributes("{\"$or\":[{\"a\":" + values(75) + "},{\"b\":" + values(76) + "}]}")).singleElement()
                .asString().contains("151 combinations");
    }

    @Test
    void size_is_limited() {
        assertThat(ofAttributes("{\"a\":[\"" + "x".repeat(256 * 1024) + "\"]}")).singleElement().asString()
                .contains("has a filterPolicy of 262154 bytes");
    }
}
