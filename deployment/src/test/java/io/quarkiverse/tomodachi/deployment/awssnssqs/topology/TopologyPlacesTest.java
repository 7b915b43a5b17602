package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;

/** ARNs of what is elsewhere, or not there. */
class TopologyPlacesTest extends OwnEndpointTest {

    private static final String QUEUES = "arn:aws:sqs:us-east-1:123456789012:";
    private static final String TOPICS = "arn:aws:sns:us-east-1:123456789012:";

    private ThrowingCallable provision(String topic, String queue, String deadLetterQueue) {
        return provision(names(TopologyMode.APPLY, topic, queue, deadLetterQueue));
    }

    private ThrowingCallable provision(QueueNames names) {
        return () -> topology().provision(names);
    }

    private static QueueNames names(TopologyMode mode, String topic, String queue, String deadLetterQueue) {
        HandlerSettings settings = new HandlerSettings(topic, queue, true, null, null, deadLetterQueue,
                deadLetterQueue == null ? null : 3, false, 10);
        return QueueNames.of("Shop#paid()", settings, "", "", "paid", "uuid", new ServiceTopology("shop", mode, null, null));
    }

    private static QueueNames verified(String topic, String queue) {
        return names(TopologyMode.VERIFY, topic, queue, null);
    }

    @Test
    void what_is_in_another_region_is_refused_before_anything_is_asked_for() {
        calls.repeat("CreateQueue shop {}");
        calls.takeChanges();
        endpoint.resetCallCounts();
        assertThatThrownBy(provision("", "arn:aws:sqs:eu-west-1:123456789012:shop", null)).hasMessage("@AwsSnsSqs method"
                + " Shop#paid() names the queue arn:aws:sqs:eu-west-1:123456789012:shop of another region than us-east-1, in which"
                + " the application works (quarkus.sqs.aws.region); name one of that region, or set the key");
        assertThatThrownBy(provision("", "shop", "arn:aws:sqs:eu-west-1:123456789012:dead"))
                .hasMessageContaining("names the dead-letter queue arn:aws:sqs:eu-west-1");
        assertThatThrownBy(provision("arn:aws:sns:eu-west-1:123456789012:orders", "shop", null))
                .hasMessageContaining("names the topic arn:aws:sns:eu-west-1").hasMessageContaining("quarkus.sns.aws.region");
        assertThat(endpoint.callCounts()).isEmpty();
    }

    @Test
    void queue_given_by_its_arn_is_used_and_subscribed() throws Throwable {
        calls.repeat("CreateQueue shop {}");
        calls.repeat("CreateQueue dead {}");
        calls.takeChanges();
        provision("orders", QUEUES + "shop", QUEUES + "dead").call();
        assertThat(calls.takeChanges()).noneMatch(call -> call.startsWith("CreateQueue"))
                .anyMatch(call -> call.startsWith("SetQueueAttributes shop") && call.contains(QUEUES + "dead"))
                .anyMatch(call -> call.startsWith("Subscribe") && call.contains(QUEUES + "shop"));
    }

    @Test
    void queue_or_topic_that_does_not_exist_is_told_and_not_created() {
        assertThatThrownBy(provision("", QUEUES + "none", null)).hasMessageContaining("needs queue " + QUEUES + "none, which"
                + " does not exist; queues that are given by their ARN are not created, so create it, or correct the ARN");
        assertThatThrownBy(provision("", "shop", QUEUES + "none")).hasMessageContaining("needs queue " + QUEUES + "none");
        assertThatThrownBy(provision("arn:aws:sns:us-east-1:123456789012:none", "shop", null)).hasMessageContaining(
                "@AwsSnsSqs method Shop#paid() cannot be set up: sns:Subscribe of queue " + QUEUES + "shop to topic"
                        + " arn:aws:sns:us-east-1:123456789012:none failed: ");
        assertThat(endpoint.topics()).isEmpty();
        assertThat(endpoint.queues()).hasSize(1);
    }

    @Test
    void dead_letter_queue_of_another_account_is_refused() {
        calls.repeat("CreateQueue dead {}");
        // the endpoint has one account; the ARN that the handler names counts where the queue may not be asked for its own
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueAttributes").onlyFor("dead"));
        assertThatThrownBy(provision("", "shop", "arn:aws:sqs:us-east-1:000000000000:dead")).hasMessageContaining("has the"
                + " dead-letter queue arn:aws:sqs:us-east-1:000000000000:dead, which is of another account or region than its queue "
                + QUEUES + "shop, and SQS moves messages only within one; name a queue of the same one");
    }

    @ParameterizedTest
    @EnumSource(TopologyMode.class)
    void queue_is_not_its_own_dead_letter_queue(TopologyMode mode) {
        calls.repeat("CreateQueue shop {}");
        calls.takeChanges();
        assertThatThrownBy(provision(names(mode, "", "shop", QUEUES + "shop")))
                .hasMessageContaining("Shop#paid()").hasMessageContaining(mode == TopologyMode.VERIFY ? "RedrivePolicy"
                        : "has its own queue as dead-letter queue");
        assertThat(calls.takeChanges()).isEmpty();
    }

    @Test
    void verification_tells_of_a_topic_given_by_its_arn_with_all_else() {
        assertThatThrownBy(provision(verified(TOPICS + "none", "shop"))).hasMessage("@AwsSnsSqs method Shop#paid():\n"
                + "    queue shop does not exist\n    topic " + TOPICS + "none does not exist");
        calls.repeat("CreateQueue shop {\"VisibilityTimeout\":\"45\"}");
        assertThatThrownBy(provision(names(TopologyMode.VERIFY, TOPICS + "none", "shop", "dead")))
                .hasMessage("@AwsSnsSqs method Shop#paid():\n    dead-letter queue dead does not exist\n"
                        + "    topic " + TOPICS + "none does not exist");
        assertThat(endpoint.topics()).isEmpty();
        assertThat(endpoint.queues()).hasSize(1);
    }

    @Test
    void verification_tells_of_each_topic_of_a_queue() {
        calls.repeat("CreateQueue shop {}");
        calls.repeat("CreateTopic orders {}");
        QueueNames names = verified("none", "shop")
                .withFurther(List.of(verified(TOPICS + "gone", "shop"), verified("orders", "shop")));
        assertThatThrownBy(provision(names)).hasMessageContainingAll("topic none does not exist",
                "topic " + TOPICS + "gone does not exist",
                "queue " + QUEUES + "shop is not subscribed to topic " + TOPICS + "orders",
                "the policy of queue shop does not let");
        // the subscriptions tell what topics that may not be looked at do not
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.GetTopicAttributes"));
        assertThatThrownBy(provision(names)).hasMessageContainingAll("topic " + TOPICS + "none does not exist",
                "topic " + TOPICS + "gone does not exist",
                "queue " + QUEUES + "shop is not subscribed to topic " + TOPICS + "orders");
    }

    @Test
    void verification_tells_what_may_not_be_asked_for_with_all_else() {
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueUrl").onlyFor("shop"));
        assertThatThrownBy(provision(names(TopologyMode.VERIFY, "orders", "shop", "dead"))).hasMessageContainingAll(
                "@AwsSnsSqs method Shop#paid():\n    the right sqs:GetQueueUrl for queue shop is missing",
                "dead-letter queue dead does not exist", "topic orders does not exist");
    }
}
