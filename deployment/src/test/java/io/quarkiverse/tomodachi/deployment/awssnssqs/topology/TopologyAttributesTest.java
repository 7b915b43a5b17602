package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.CONTENT_BASED_DEDUPLICATION;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.FILTER_POLICY_SCOPE;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_KEY;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.KMS_REUSE_PERIOD;
import static io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes.RAW_MESSAGE_DELIVERY;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.DeclaredAttributes;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;

/** What is declared is set, what is not declared stays, and what is declared as none is removed. */
class TopologyAttributesTest extends OwnEndpointTest {

    private static final DeclaredAttributes NONE = DeclaredAttributes.NONE;

    private void provision(String topic, String filterPolicy, DeclaredAttributes attributes) {
        HandlerSettings settings = new HandlerSettings(topic, "shop", true, filterPolicy, null, null, null, false, 10);
        topology().provision(QueueNames.of("Shop#paid()", settings.withAttributes(attributes), "", "", "paid", "uuid"));
    }

    private static DeclaredAttributes key(String queue, String topic) {
        return new DeclaredAttributes(Map.of(KMS_KEY, queue), Map.of(KMS_KEY, topic), Map.of());
    }

    private static DeclaredAttributes subscription(Map<String, String> attributes) {
        return new DeclaredAttributes(Map.of(), Map.of(), attributes);
    }

    private Map<String, String> queue() {
        return attributesOf("shop");
    }

    private Map<String, String> attributesOf(String queue) {
        String url = calls.clients().sqs().getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        return calls.clients().sqs().getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("All"))
                .join().attributesAsStrings();
    }

    private Map<String, String> topic() {
        String arn = calls.clients().sns().listTopics().join().topics().get(0).topicArn();
        return calls.clients().sns().getTopicAttributes(request -> request.topicArn(arn)).join().attributes();
    }

    private Map<String, String> subscription() {
        String arn = calls.clients().sns().listSubscriptions().join().subscriptions().get(0).subscriptionArn();
        return calls.clients().sns().getSubscriptionAttributes(request -> request.subscriptionArn(arn)).join().attributes();
    }

    @Test
    void keys_are_set_left_changed_and_removed() {
        provision("orders", null, key("alias/one", "alias/two"));
        assertThat(queue()).containsEntry(KMS_KEY, "alias/one");
        assertThat(topic()).containsEntry(KMS_KEY, "alias/two");
        provision("orders", null, NONE);
        assertThat(queue()).containsEntry(KMS_KEY, "alias/one");
        assertThat(topic()).containsEntry(KMS_KEY, "alias/two");
        provision("orders", null, key("alias/three", "alias/four"));
        assertThat(queue()).containsEntry(KMS_KEY, "alias/three");
        assertThat(topic()).containsEntry(KMS_KEY, "alias/four");
        provision("orders", null, key("", ""));
        assertThat(queue().getOrDefault(KMS_KEY, "")).isEmpty();
        assertThat(topic().getOrDefault(KMS_KEY, "")).isEmpty();
        calls.takeChanges();
        provision("orders", null, key("", ""));
        assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("Set"));
    }

    @ParameterizedTest
    @CsvSource({ "arn:aws:kms:eu-west-1:123456789012:alias/one, alias/one", "alias/one, alias/one",
            "alias/one, arn:aws:kms:eu-west-1:123456789012:alias/one",
            "arn:aws:kms:eu-west-1:123456789012:key/0987dcba-09fe-87dc, 0987dcba-09fe-87dc" })
    void key_by_another_of_its_names_is_not_set_again(String current, String declared) {
        provision("orders", null, key(current, current));
        calls.takeChanges();
        provision("orders", null, key(declared, declared));
        assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("Set"));
        assertThat(queue()).containsEntry(KMS_KEY, current);
        assertThat(topic()).containsEntry(KMS_KEY, current);
    }

    @Test
    void reuse_period_is_only_set_with_a_key() {
        DeclaredAttributes period = new DeclaredAttributes(Map.of(KMS_REUSE_PERIOD, "600"), Map.of(), Map.of());
        provision("", null, period);
        assertThat(calls.takeChanges()).containsExactly("CreateQueue shop {}");
        provision("", null, key("alias/one", ""));
        provision("", null, period);
        assertThat(queue()).containsEntry(KMS_REUSE_PERIOD, "600");
    }

    @ParameterizedTest
    @CsvSource({ "MessageRetentionPeriod, 3600, 7200", "MaximumMessageSize, 2048, 4096", "DelaySeconds, 5, 0",
            "ReceiveMessageWaitTimeSeconds, 20, 0", "VisibilityTimeout, 45, 0" })
    void numbers_are_set_left_and_changed(String attribute, String first, String second) {
        provision("orders", null, ofQueue(attribute, first));
        assertThat(queue()).containsEntry(attribute, first);
        calls.takeChanges();
        provision("orders", null, NONE);
        provision("orders", null, ofQueue(attribute, first));
        assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("SetQueueAttributes"));
        provision("orders", null, ofQueue(attribute, second));
        assertThat(queue()).containsEntry(attribute, second);
    }

    private static DeclaredAttributes ofQueue(String name, String value) {
        return new DeclaredAttributes(Map.of(name, value), Map.of(), Map.of());
    }

    @Test
    void deduplication_of_fifo_is_set_left_and_changed() {
        for (String value : new String[] { "true", "false", "true" }) {
            DeclaredAttributes declared = new DeclaredAttributes(Map.of(CONTENT_BASED_DEDUPLICATION, value),
                    Map.of(CONTENT_BASED_DEDUPLICATION, value), Map.of());
            provisionFifo(declared);
            provisionFifo(NONE);
            assertThat(attributesOf("shop.fifo")).containsEntry(CONTENT_BASED_DEDUPLICATION, value);
            assertThat(topic()).containsEntry(CONTENT_BASED_DEDUPLICATION, value);
            calls.takeChanges();
            provisionFifo(declared);
            assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("Set"));
        }
    }

    private void provisionFifo(DeclaredAttributes attributes) {
        HandlerSettings settings = new HandlerSettings("orders", "shop.fifo", true, null, null, null, null, true, 10);
        topology().provision(QueueNames.of("Shop#paid()", settings.withAttributes(attributes), "", "", "paid", "uuid"));
    }

    @Test
    void raw_delivery_is_set_left_and_removed() {
        provision("orders", null, NONE);
        assertThat(subscription().getOrDefault(RAW_MESSAGE_DELIVERY, "false")).isEqualTo("false");
        provision("orders", null, subscription(Map.of(RAW_MESSAGE_DELIVERY, "true")));
        assertThat(subscription()).containsEntry(RAW_MESSAGE_DELIVERY, "true");
        provision("orders", null, NONE);
        assertThat(subscription()).containsEntry(RAW_MESSAGE_DELIVERY, "true");
        provision("orders", null, subscription(Map.of(RAW_MESSAGE_DELIVERY, "false")));
        assertThat(subscription()).containsEntry(RAW_MESSAGE_DELIVERY, "false");
    }

    @Test
    void scope_of_filter_policies_goes_with_the_policy() {
        String nested = "{\"order\": {\"state\": [\"new\"]}}";
        DeclaredAttributes ofBody = subscription(Map.of(FILTER_POLICY_SCOPE, "MessageBody"));
        provision("orders", "{\"event\": [\"a\"]}", NONE);
        provision("orders", nested, ofBody);
        assertThat(subscription()).containsEntry(FILTER_POLICY_SCOPE, "MessageBody").containsEntry("FilterPolicy", nested);
        calls.takeChanges();
        provision("orders", nested.replace(" ", ""), ofBody);
        assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("SetSubscription"));
        provision("orders", null, NONE);
        assertThat(subscription()).containsEntry(FILTER_POLICY_SCOPE, "MessageBody").containsEntry("FilterPolicy", nested);
        provision("orders", "{\"event\": [\"b\"]}", NONE);
        assertThat(subscription().getOrDefault(FILTER_POLICY_SCOPE, "MessageAttributes")).isEqualTo("MessageAttributes");
        assertThat(subscription()).containsEntry("FilterPolicy", "{\"event\": [\"b\"]}");
    }

    @Test
    void topic_given_by_its_arn_is_subscribed_to_and_nothing_else() {
        String arn = calls.clients().sns().createTopic(request -> request.name("foreign")).join().topicArn();
        calls.takeChanges();
        provision(arn, null, NONE);
        assertThat(calls.takeChanges()).hasSize(3).anyMatch(call -> call.startsWith("CreateQueue shop"))
                .anyMatch(call -> call.startsWith("SetQueueAttributes shop") && call.contains("\"aws:SourceArn\":\"" + arn))
                .anyMatch(call -> call.startsWith("Subscribe " + arn + " "));
    }
}
