package io.quarkiverse.tomodachi.deployment.awssnssqs.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.OwnEndpointTest;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.ServiceTopology;
import io.quarkiverse.tomodachi.runtime.config.TopologyMode;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sns.model.GetSubscriptionAttributesResponse;
import software.amazon.awssdk.services.sns.model.SubscribeRequest;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What is told of queues and subscriptions that cannot be made as they are declared, and are used all the same. */
class TopologyWarningsTest extends OwnEndpointTest {

    private static final String ORDERS = "arn:aws:sns:us-east-1:123456789012:orders";

    private final Logger logger = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");
    private final Warnings warnings = new Warnings();

    @BeforeEach
    void listen() {
        logger.addHandler(warnings);
    }

    @AfterEach
    void close() {
        logger.removeHandler(warnings);
    }

    private static Provisioned provision(AwsClients clients, String event) {
        return provision(clients, event, TopologyMode.APPLY);
    }

    private static Provisioned provision(AwsClients clients, String event, TopologyMode mode) {
        return new Topology(clients, new Topics(clients.sns())).provision(QueueNames.of("Shop#paid()",
                new HandlerSettings("orders",
                        "shop", true, "{\"event\": [\"" + event + "\"]}", null, null, null, false, 10),
                "", "", "paid", "uuid", new ServiceTopology("selling", mode, null, null)));
    }

    /** What all lines have that tell of the handler. */
    private static Map<String, String> fields(String event, String... further) {
        Map<String, String> fields = new HashMap<>(Map.of("event", event, "transport", "aws-sns-sqs", "handler", "Shop#paid()",
                "service", "selling", "queue", "shop"));
        for (int i = 0; i < further.length; i += 2) {
            fields.put(further[i], further[i + 1]);
        }
        return fields;
    }

    private void provision(String event) {
        provision(calls.clients(), event);
    }

    @Test
    void subscription_with_other_attributes_that_may_not_be_seen() {
        provision("a");
        assertThat(warnings.lines).isEmpty();
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.GetSubscriptionAttributes"));
        provision("b");
        assertThat(warnings.lines).singleElement().asString().matches("Subscription arn:aws:sns:\\S+ of queue \\S+:shop is used"
                + " as it is: to see and change what the handler declares of it, the rights sns:GetSubscriptionAttributes and"
                + " sns:SetSubscriptionAttributes are needed");
        assertThat(warnings.fields).singleElement().satisfies(fields -> assertThat(fields)
                .containsAllEntriesOf(fields("topology-unchecked", "topic", ORDERS, "reason",
                        "the right sns:GetSubscriptionAttributes is missing"))
                .extractingByKey("subscription").asString().startsWith(ORDERS + ":"));
    }

    @Test
    void subscription_that_may_neither_be_made_nor_be_looked_for() {
        provision("a");
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.Subscribe", "sns.ListSubscriptionsByTopic"));
        provision("a");
        assertThat(warnings.lines).singleElement().asString().contains("Whether queue arn:aws:sqs:", ":shop is subscribed to"
                + " topic ", " is not known", "grant sns:Subscribe or sns:ListSubscriptionsByTopic");
        assertThat(warnings.fields).containsExactly(fields("topology-unchecked", "topic", ORDERS, "reason",
                "the right sns:ListSubscriptionsByTopic is missing"));
    }

    @Test
    void queue_that_may_not_be_seen() {
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueAttributes"));
        provision("a");
        assertThat(warnings.lines).containsExactly("Queue shop of Shop#paid() is used as it is: to see and change what the"
                + " handler declares of it, the right sqs:GetQueueAttributes is needed",
                "Rejected messages of Shop#paid() are discarded: whether queue shop has a dead-letter queue is not known; grant"
                        + " sqs:GetQueueAttributes, or name it with deadLetterQueueName and maxReceiveCount");
        String reason = "the right sqs:GetQueueAttributes is missing";
        assertThat(warnings.fields).containsExactly(fields("topology-unchecked", "reason", reason),
                fields("dead-letter-queue-unavailable", "reason", reason));
    }

    @Test
    void what_may_not_be_verified() {
        provision("a");
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.ListSubscriptionsByTopic"));
        provision(calls.clients(), "b", TopologyMode.VERIFY);
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueAttributes", "sns.GetSubscriptionAttributes"));
        provision(calls.clients(), "b", TopologyMode.VERIFY);
        assertThat(warnings.lines).allSatisfy(line -> assertThat(line).containsAnyOf("cannot be verified", "are discarded"));
        assertThat(warnings.fields.stream().filter(fields -> fields.get("event").equals("topology-unchecked")))
                .extracting(fields -> fields.get("reason")).containsExactly(
                        "the right sns:ListSubscriptionsByTopic is missing", "the right sqs:GetQueueAttributes is missing",
                        "the right sns:GetSubscriptionAttributes is missing");
        assertThat(warnings.fields.get(0)).isEqualTo(fields("topology-unchecked", "topic", ORDERS, "reason",
                "the right sns:ListSubscriptionsByTopic is missing"));
    }

    @Test
    void dead_letter_queue_of_others_that_cannot_be_found() {
        String dead = queue("dead", Map.of());
        queue("shop", Map.of(QueueAttributeName.REDRIVE_POLICY,
                "{\"deadLetterTargetArn\":\"" + arn(dead) + "\",\"maxReceiveCount\":7}"));
        String stay = "Rejected messages of Shop#paid() are delivered again until SQS itself moves them, after 7 receives, to"
                + " dead-letter queue " + arn(dead) + ": ";
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sqs.GetQueueUrl").onlyFor("dead"));
        assertLeftToSqs(provision(calls.clients(), "a"));
        assertThat(warnings.lines).singleElement().asString().startsWith(stay + "it cannot be looked up: the right"
                + " sqs:GetQueueUrl for queue ");
        endpoint.injectFaults();
        calls.clients().sqs().deleteQueue(request -> request.queueUrl(dead)).join();
        assertLeftToSqs(provision(calls.clients(), "a"));
        assertThat(warnings.lines).last().isEqualTo(stay + "it does not exist");
        assertThat(warnings.fields).last().isEqualTo(fields("dead-letter-queue-unavailable", "destination", arn(dead), "reason",
                "it does not exist"));
    }

    private static void assertLeftToSqs(Provisioned queue) {
        assertThat(queue.deadLetterUrl()).isNull();
        assertThat(queue.redriven()).isTrue();
    }

    private String queue(String name, Map<QueueAttributeName, String> attributes) {
        return calls.clients().sqs().createQueue(request -> request.queueName(name).attributes(attributes)).join().queueUrl();
    }

    private String arn(String url) {
        return "arn:aws:sqs:us-east-1:123456789012:" + url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void subscription_that_the_owner_of_the_queue_has_to_confirm() {
        provision("a");
        calls.takeChanges();
        try (SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri(), new Unconfirmed())) {
            provision(new AwsClients(calls.clients().sqs(), sns), "b");
        }
        assertThat(warnings.lines).singleElement().asString().contains(":orders is not confirmed yet",
                "SNS has sent the queue a message that asks for that");
        assertThat(warnings.fields).containsExactly(fields("subscription-pending", "topic", ORDERS));
        assertThat(calls.takeChanges()).isEmpty();
    }

    @Test
    void subscription_between_accounts_that_may_not_be_seen() {
        calls.repeat("CreateQueue shop {}");
        calls.repeat("CreateTopic orders {}");
        String queue = "arn:aws:sqs:us-east-1:123456789012:shop";
        QueueNames names = QueueNames.of("Shop#paid()", new HandlerSettings("arn:aws:sns:us-east-1:210987654321:orders", queue,
                true, null, null, null, null, false, 10), "", "", "paid", "uuid");
        // the endpoint has one account, and takes what is asked of the other one for its own
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.GetSubscriptionAttributes"));
        try (SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri(), new OtherAccount())) {
            new Topology(new AwsClients(calls.clients().sqs(), sns), new Topics(sns)).provision(names);
        }
        assertThat(warnings.lines).singleElement().asString().matches("Whether subscription arn:aws:sns:\\S+ of queue "
                + queue + " is confirmed is not known, and without that nothing is delivered, as the queue and the topic belong"
                + " to different accounts; grant sns:GetSubscriptionAttributes");
    }

    /** Asks of the account of the endpoint what is to be asked of another one. */
    private static final class OtherAccount implements ExecutionInterceptor {

        @Override
        public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
            return context.request() instanceof SubscribeRequest subscribe
                    ? subscribe.toBuilder().topicArn(subscribe.topicArn().replace("210987654321", "123456789012"))
                            .attributes(Map.of()).build()
                    : context.request();
        }
    }

    /** SNS as it answers as long as the owner of a queue of another account has not confirmed. */
    private static final class Unconfirmed implements ExecutionInterceptor {

        @Override
        public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
            return context.response() instanceof GetSubscriptionAttributesResponse
                    ? GetSubscriptionAttributesResponse.builder().attributes(Map.of("PendingConfirmation", "true")).build()
                    : context.response();
        }
    }

    private static final class Warnings extends Handler {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final List<Map<String, String>> fields = new CopyOnWriteArrayList<>();

        @Override
        public void publish(LogRecord line) {
            if (line.getLevel().intValue() >= Level.WARNING.intValue()) {
                ExtLogRecord record = ExtLogRecord.wrap(line);
                lines.add(record.getFormattedMessage());
                fields.add(record.getMdcCopy());
            }
        }

        @Override
        public void flush() {
            // nothing is kept back
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
