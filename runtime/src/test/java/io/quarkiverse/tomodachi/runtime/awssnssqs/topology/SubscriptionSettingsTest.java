package io.quarkiverse.tomodachi.runtime.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.SubscriptionSettings.FILTER_POLICY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FILTER_POLICY_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RAW_MESSAGE_DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;

class SubscriptionSettingsTest {

    private static final String EVENTS = "{\"event\": [\"paid\"]}";
    private static final Map<String, String> OF_BODY = Map.of(FILTER_POLICY_SCOPE, "MessageBody");

    private static SubscriptionSettings declared(String policy, Map<String, String> attributes) {
        return SubscriptionSettings.of(new HandlerSettings("topic", "queue", true, policy, null, null, null, false, 10)
                .withAttributes(new DeclaredAttributes(Map.of(), Map.of(), attributes)));
    }

    @Test
    void nothing_declared_leaves_everything() {
        SubscriptionSettings nothing = declared(null, Map.of());
        assertThat(nothing.isEmpty()).isTrue();
        assertThat(nothing.ofNew()).isEmpty();
        assertThat(nothing.differences(Map.of(FILTER_POLICY, EVENTS, RAW_MESSAGE_DELIVERY, "true"))).isEmpty();
    }

    @Test
    void empty_policies_remove_the_one_there_is() {
        for (String policy : new String[] { "", " ", "{}" }) {
            SubscriptionSettings none = declared(policy, Map.of());
            assertThat(none.isEmpty()).isFalse();
            assertThat(none.ofNew()).isEmpty();
            assertThat(none.differences(Map.of(FILTER_POLICY, EVENTS))).containsExactly(Map.entry(FILTER_POLICY, "{}"));
            assertThat(none.differences(Map.of(FILTER_POLICY, EVENTS, FILTER_POLICY_SCOPE, "MessageBody")))
                    .containsExactly(Map.entry(FILTER_POLICY, "{}"));
            assertThat(none.differences(Map.of())).isEmpty();
            assertThat(none.differences(Map.of(FILTER_POLICY, "{}"))).isEmpty();
        }
    }

    @Test
    void policies_are_the_same_whatever_their_format() {
        SubscriptionSettings settings = declared("{\"a\":[1],\"b\":[\"x\"]}", Map.of());
        assertThat(settings.differences(Map.of(FILTER_POLICY, "{ \"b\" : [ \"x\" ],\n \"a\" : [ 1 ] }"))).isEmpty();
        assertThat(settings.differences(Map.of(FILTER_POLICY, "{\"a\":[1],\"b\":[\"y\"]}"))).containsOnlyKeys(FILTER_POLICY);
        assertThat(settings.ofNew()).containsExactly(Map.entry(FILTER_POLICY, "{\"a\": [1], \"b\": [\"x\"]}"));
    }

    @Test
    void a_policy_of_bodies_is_set_after_its_scope_and_one_of_attributes_before() {
        assertThat(declared(EVENTS, OF_BODY).differences(Map.of(FILTER_POLICY, "{\"a\": [1]}"))).containsExactly(
                Map.entry(FILTER_POLICY_SCOPE, "MessageBody"), Map.entry(FILTER_POLICY, EVENTS));
        assertThat(declared(EVENTS, Map.of()).differences(Map.of(FILTER_POLICY, "{\"a\": [1]}", FILTER_POLICY_SCOPE,
                "MessageBody"))).containsExactly(Map.entry(FILTER_POLICY, EVENTS),
                        Map.entry(FILTER_POLICY_SCOPE, "MessageAttributes"));
        assertThat(declared(EVENTS, OF_BODY).ofNew()).containsExactly(Map.entry(FILTER_POLICY, EVENTS),
                Map.entry(FILTER_POLICY_SCOPE, "MessageBody"));
    }

    @Test
    void raw_delivery_is_set_to_what_is_declared() {
        SubscriptionSettings raw = declared(null, Map.of(RAW_MESSAGE_DELIVERY, "true"));
        assertThat(raw.ofNew()).containsExactly(Map.entry(RAW_MESSAGE_DELIVERY, "true"));
        assertThat(raw.differences(Map.of(RAW_MESSAGE_DELIVERY, "True"))).isEmpty();
        assertThat(raw.differences(Map.of())).containsEntry(RAW_MESSAGE_DELIVERY, "true");
        SubscriptionSettings wrapped = declared(null, Map.of(RAW_MESSAGE_DELIVERY, "false"));
        assertThat(wrapped.ofNew()).isEmpty();
        assertThat(wrapped.differences(Map.of())).isEmpty();
        assertThat(wrapped.differences(Map.of(RAW_MESSAGE_DELIVERY, "true"))).containsEntry(RAW_MESSAGE_DELIVERY, "false");
    }
}
