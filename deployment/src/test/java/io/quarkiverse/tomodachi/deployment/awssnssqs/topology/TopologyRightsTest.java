package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/** What is set up where AWS does not allow all calls, or not so many. */
class TopologyRightsTest extends OwnEndpointTest {

    private static final HandlerSettings SETTINGS = new HandlerSettings("orders", "shop", true, "{\"event\": [\"a\"]}", 45,
            "dead", 3, false, 10);
    private static final HandlerSettings OTHERWISE = new HandlerSettings("orders", "shop", true, "{\"event\": [\"b\"]}", 50,
            "dead", 4, false, 10);

    private Provisioned provision(HandlerSettings settings, TopologyMode mode) {
        return topology().provision(QueueNames.of("Shop#paid()", settings,
                "", "", "paid", "uuid", new ServiceTopology("shop", mode, null, null)));
    }

    private Provisioned provision(HandlerSettings settings) {
        return provision(settings, TopologyMode.APPLY);
    }

    private void deny(String... actions) {
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn(actions));
    }

    @ParameterizedTest
    @CsvSource({ "sqs.CreateQueue, sqs:CreateQueue for queue shop, create the queue beforehand",
            "sns.CreateTopic, sns:CreateTopic for topic orders, create the topic beforehand",
            "sns.Subscribe, sns:Subscribe for queue, subscribe the queue to the topic beforehand",
            "sqs.SetQueueAttributes, sqs:SetQueueAttributes for queue shop, set beforehand what the handler declares",
            "sqs.GetQueueUrl, sqs:GetQueueUrl for queue shop, correct the name if it is another one" })
    void what_is_missing_and_cannot_be_made_is_told(String action, String right, String advice) {
        deny(action);
        assertThatThrownBy(() -> provision(SETTINGS)).hasMessageContainingAll("@AwsSnsSqs method Shop#paid() cannot be set up:"
                + " the right " + right, "is missing", advice, "tomodachi/aws-iam-policy.json");
    }

    @Test
    void what_exists_needs_no_right_to_create_or_change() {
        Provisioned first = provision(SETTINGS);
        calls.takeChanges();
        deny("sqs.CreateQueue", "sqs.SetQueueAttributes", "sns.CreateTopic", "sns.SetTopicAttributes", "sns.Subscribe",
                "sns.SetSubscriptionAttributes");
        assertThat(provision(SETTINGS)).isEqualTo(first);
    }

    @Test
    void topics_that_may_not_be_looked_at_are_taken_to_exist() {
        Provisioned first = provision(SETTINGS);
        deny("sns.CreateTopic", "sns.GetTopicAttributes", "sns.ListTopics");
        assertThat(provision(SETTINGS)).isEqualTo(first);
    }

    @Test
    void subscription_that_may_not_be_looked_at_is_taken_to_exist() {
        Provisioned first = provision(SETTINGS);
        deny("sns.Subscribe", "sns.ListSubscriptionsByTopic");
        assertThat(provision(SETTINGS)).isEqualTo(first);
        deny("sns.GetSubscriptionAttributes");
        assertThat(provision(SETTINGS)).isEqualTo(first);
    }

    @Test
    void subscription_is_found_behind_those_of_many_others() {
        calls.repeat("CreateTopic orders {}");
        for (int number = 0; number < 120; number++) {
            calls.repeat("CreateQueue other-" + number + " {}");
            calls.repeat("Subscribe arn:aws:sns:us-east-1:123456789012:orders arn:aws:sqs:us-east-1:123456789012:other-"
                    + number + " {}");
        }
        Provisioned first = provision(SETTINGS);
        endpoint.resetCallCounts();
        assertThat(provision(SETTINGS, TopologyMode.VERIFY)).isEqualTo(first);
        assertThat(endpoint.callCounts()).as("pages").containsEntry("sns.ListSubscriptionsByTopic", 2L);
        deny("sns.Subscribe");
        calls.takeChanges();
        assertThat(provision(OTHERWISE).url()).isEqualTo(first.url());
        assertThat(calls.takeChanges()).as("a change of the one that was found")
                .anyMatch(call -> call.startsWith("SetSubscriptionAttributes") && call.contains("\"b\""));
    }

    @Test
    void changes_that_are_not_allowed_are_told() {
        provision(SETTINGS);
        deny("sqs.SetQueueAttributes");
        assertThatThrownBy(() -> provision(OTHERWISE)).hasMessageContaining(
                "the right sqs:SetQueueAttributes for queue shop (RedrivePolicy, VisibilityTimeout) is missing");
        deny("sns.SetSubscriptionAttributes");
        assertThatThrownBy(() -> provision(OTHERWISE)).hasMessageContaining("the right sns:SetSubscriptionAttributes for")
                .hasMessageContaining("(FilterPolicy) is missing");
    }

    @Test
    void queue_that_may_not_be_looked_at_is_used_as_it_is_and_subscribed() {
        calls.repeat("CreateQueue shop {}");
        calls.repeat("CreateQueue dead {}");
        deny("sqs.GetQueueAttributes");
        Provisioned provisioned = provision(SETTINGS);
        assertThat(provisioned.visibilityTimeout()).isEqualTo(45);
        assertThat(provisioned.deadLetterUrl()).endsWith("/dead");
        assertThat(endpoint.subscriptions()).singleElement()
                .satisfies(subscription -> assertThat(subscription.toString()).contains(":orders").contains(":shop"));
    }

    @Test
    void dead_letter_queue_that_may_not_be_looked_at_gets_the_dead_letters() {
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueAttributes").onlyFor("dead"));
        assertThat(provision(SETTINGS).redriven()).isTrue();
        assertThat(calls.takeChanges()).anyMatch(call -> call.startsWith("SetQueueAttributes shop")
                && call.contains("\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:123456789012:dead\""));
    }

    @Test
    void pattern_without_the_right_to_list_topics_leaves_the_queue_without_subscription() {
        deny("sns.ListTopics");
        assertThat(provision(new HandlerSettings("order*", "shop", true, null, null, null, null, false, 10)).url())
                .endsWith("/shop");
        assertThat(endpoint.subscriptions()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "sqs.GetQueueAttributes", "sns.GetTopicAttributes", "sns.ListSubscriptionsByTopic",
            "sns.GetSubscriptionAttributes" })
    void what_may_not_be_looked_at_is_not_verified(String action) {
        provision(SETTINGS);
        deny(action);
        assertThatCode(() -> provision(SETTINGS, TopologyMode.VERIFY)).doesNotThrowAnyException();
    }

    @Test
    void nothing_but_the_queues_is_looked_up_when_off() {
        provision(SETTINGS);
        endpoint.resetCallCounts();
        Provisioned provisioned = provision(OTHERWISE, TopologyMode.OFF);
        assertThat(provisioned.visibilityTimeout()).isEqualTo(45);
        assertThat(endpoint.callCounts().keySet()).containsExactlyInAnyOrder("sqs.GetQueueUrl", "sqs.GetQueueAttributes");
        deny("sqs.GetQueueAttributes");
        assertThat(provision(OTHERWISE, TopologyMode.OFF).visibilityTimeout()).isEqualTo(50);
        endpoint.injectFaults();
        assertThatThrownBy(() -> provision(new HandlerSettings("", "none", true, null, null, null, null, false, 10),
                TopologyMode.OFF)).hasMessageContaining("needs queue none, which does not exist; create it, or set"
                        + " quarkus.tomodachi.aws-sns-sqs.topology=apply to have it created");
    }

    @Test
    void throttled_calls_are_made_again() {
        endpoint.injectFaults(Faults.none().throttle(0.3));
        List<HandlerSettings> handlers = IntStream.range(0, 5).mapToObj(number -> new HandlerSettings("topic-" + number,
                "queue-" + number, true, null, 7, "shared-dead", 2, false, 10)).toList();
        handlers.forEach(this::provision);
        endpoint.injectFaults();
        assertThat(endpoint.queues()).hasSize(6);
        assertThat(endpoint.subscriptions()).hasSize(5);
        assertThat(endpoint.errorCounts()).isNotEmpty();
        handlers.forEach(settings -> assertThatCode(() -> provision(settings, TopologyMode.VERIFY))
                .doesNotThrowAnyException());
    }
}
