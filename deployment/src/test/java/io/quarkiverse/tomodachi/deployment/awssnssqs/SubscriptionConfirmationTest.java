package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.devservices.aws.SubscriptionInfo;
import io.quarkiverse.tomodachi.devservices.aws.fault.Faults;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What SNS asks a queue of another account that is to be subscribed. */
class SubscriptionConfirmationTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OWNER = "222222222222";

    private final AwsEndpoint endpoint = AwsEndpoint.builder().queueAccountId(OWNER).build().start();
    private final SqsAsyncClient sqs = AwsTestEndpoint.sqs(endpoint.uri());
    private final SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri());
    private final Consumers consumers = new Consumers(sqs, sns);
    private final Taker taker = new Taker(Delivery::acknowledge);

    @AfterEach
    void close() {
        consumers.close();
        sqs.close();
        sns.close();
        endpoint.close();
    }

    private String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).join().queueUrl();
    }

    private String topic(String name) {
        return sns.createTopic(request -> request.name(name)).join().topicArn();
    }

    private void receive(String topic, String queue, String filterPolicy, String deadLetters) {
        consumers.of(new HandlerSettings(topic, "arn:aws:sqs:us-east-1:" + OWNER + ":" + queue, true, filterPolicy, null,
                deadLetters, deadLetters == null ? null : 5, false, 10), Batching.NONE).subscribe(taker);
    }

    private void publish(String topic, String message) {
        sns.publish(request -> request.topicArn(topic).message(message)).join();
    }

    private boolean isEmpty(String queue) {
        return endpoint.queue(queue).filter(info -> info.visible() + info.inFlight() == 0).isPresent();
    }

    private SubscriptionInfo subscription() {
        return endpoint.subscriptions().get(0);
    }

    @Test
    void subscription_to_a_topic_of_the_handler_is_confirmed() {
        queue("q");
        receive("orders", "q", null, null);
        await().atMost(SOON).until(() -> !endpoint.subscriptions().isEmpty() && !subscription().pending());
        await().atMost(SOON).until(() -> isEmpty("q"));
        publish(subscription().topicArn(), "paid");
        await().atMost(SOON).until(() -> !taker.deliveries.isEmpty());
        assertThat(taker.texts()).containsExactly("paid");
    }

    @Test
    void what_the_handler_declares_is_set_on_a_subscription_that_waited_with_something_else() {
        queue("q");
        String topic = topic("orders");
        String earlier = "{\"event\":[\"a\"]}";
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:" + OWNER + ":q")
                .attributes(Map.of("FilterPolicy", earlier))).join();
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.Subscribe"));
        receive(topic, "q", "{\"event\":[\"b\"]}", null);
        await().atMost(SOON).until(() -> !subscription().pending());
        await().atMost(SOON).until(() -> isEmpty("q"));
        assertThat(subscription().attributes().get("FilterPolicy")).contains("b").doesNotContain("a");
        assertThat(taker.deliveries).isEmpty();
    }

    @Test
    void question_about_a_topic_of_others_and_token_that_is_not_taken_go_to_the_dead_letters() {
        String url = queue("q");
        queue("dead");
        String foreign = topic("foreign");
        sns.subscribe(request -> request.topicArn(foreign).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:" + OWNER + ":q"))
                .join();
        String orders = topic("orders");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\n  \"Type\" : \"SubscriptionConfirmation\",\n"
                + "  \"MessageId\" : \"1\", \"Token\" : \"made-up\", \"TopicArn\" : \"" + orders + "\", \"Message\" : \"?\","
                + " \"SubscribeURL\" : \"http://127.0.0.1:1/\"}")).join();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"Type\": \"SubscriptionConfirmation\"}")).join();
        receive(orders, "q", null, "arn:aws:sqs:us-east-1:" + OWNER + ":dead");
        await().atMost(SOON).until(() -> endpoint.queue("dead").filter(info -> info.visible() == 2).isPresent());
        await().atMost(SOON).until(() -> isEmpty("q"));
        assertThat(endpoint.subscriptions()).filteredOn(SubscriptionInfo::pending).extracting(SubscriptionInfo::topicArn)
                .containsExactly(foreign);
        assertThat(taker.texts()).as("what only looks a little like it").isEqualTo(
                List.of("{\"Type\": \"SubscriptionConfirmation\"}"));
    }

    @Test
    void question_stays_as_long_as_it_may_not_be_answered() {
        queue("q");
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.ConfirmSubscription"));
        receive("orders", "q", null, null);
        await().atMost(SOON).until(() -> endpoint.errorCounts().keySet().stream()
                .anyMatch(error -> error.startsWith("sns.ConfirmSubscription")));
        await().atMost(SOON).until(() -> endpoint.callCounts().containsKey("sqs.ChangeMessageVisibilityBatch"));
        assertThat(subscription().pending()).isTrue();
        assertThat(endpoint.queue("q").orElseThrow().inFlight()).isEqualTo(1);
        assertThat(taker.deliveries).isEmpty();
    }
}
