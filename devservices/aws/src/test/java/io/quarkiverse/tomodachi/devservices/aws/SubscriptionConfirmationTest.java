package io.quarkiverse.tomodachi.devservices.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Topics of one account, queues of another one. */
class SubscriptionConfirmationTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static AwsEndpoint endpoint;
    private static SqsClient sqs;
    private static SnsClient sns;

    @BeforeAll
    static void start() {
        endpoint = AwsEndpoint.builder().accountId("111111111111").queueAccountId("222222222222").build().start();
        sqs = AwsFixture.configure(SqsClient.builder(), endpoint.uri()).build();
        sns = AwsFixture.configure(SnsClient.builder(), endpoint.uri()).build();
    }

    @AfterAll
    static void stop() {
        sqs.close();
        sns.close();
        endpoint.close();
    }

    private static String topic(String name) {
        return sns.createTopic(request -> request.name(name)).topicArn();
    }

    private static String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).queueUrl();
    }

    private static String subscribe(String topic, String queue, boolean returnArn) {
        String name = queue.substring(queue.lastIndexOf('/') + 1);
        return sns.subscribe(request -> request.topicArn(topic).protocol("sqs").returnSubscriptionArn(returnArn)
                .endpoint("arn:aws:sqs:us-east-1:222222222222:" + name)).subscriptionArn();
    }

    private static JsonNode takeOne(String queue) throws IOException {
        var messages = sqs.receiveMessage(request -> request.queueUrl(queue).maxNumberOfMessages(10)).messages();
        assertThat(messages).hasSize(1);
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(messages.get(0).receiptHandle()));
        return JSON.readTree(messages.get(0).body());
    }

    @Test
    void aQueueOfAnotherAccountIsAskedAndGetsNothingBeforeItIsConfirmed() throws IOException {
        String topic = topic("asked");
        String queue = queue("asked");
        assertThat(queue).contains("/222222222222/");
        assertThat(topic).contains(":111111111111:");
        assertThat(subscribe(topic, queue, false)).isEqualTo("pending confirmation");
        JsonNode request = takeOne(queue);
        assertThat(request.path("Type").asText()).isEqualTo("SubscriptionConfirmation");
        assertThat(request.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(request.path("SubscribeURL").asText()).startsWith(endpoint.uri().toString());

        String subscription = subscribe(topic, queue, true);
        assertThat(subscription).startsWith(topic + ":");
        assertThat(takeOne(queue).path("Token")).as("asked once more").isEqualTo(request.path("Token"));
        assertPending(topic, subscription, true);
        sns.publish(publication -> publication.topicArn(topic).message("early"));

        AwsFixture.assertFails("InvalidParameter",
                () -> sns.confirmSubscription(confirmation -> confirmation.topicArn(topic).token("other")));
        String token = request.path("Token").asText();
        assertThat(sns.confirmSubscription(confirmation -> confirmation.topicArn(topic).token(token)).subscriptionArn())
                .isEqualTo(subscription);
        assertPending(topic, subscription, false);
        sns.publish(publication -> publication.topicArn(topic).message("late"));
        assertThat(takeOne(queue).path("Message").asText()).isEqualTo("late");
        assertThat(sns.confirmSubscription(confirmation -> confirmation.topicArn(topic).token(token)).subscriptionArn())
                .as("confirmed again").isEqualTo(subscription);
    }

    private static void assertPending(String topic, String subscription, boolean pending) {
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic)).subscriptions()).singleElement()
                .satisfies(listed -> assertThat(listed.subscriptionArn())
                        .isEqualTo(pending ? "PendingConfirmation" : subscription));
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription)).attributes())
                .containsEntry("PendingConfirmation", Boolean.toString(pending))
                .containsEntry("ConfirmationWasAuthenticated", Boolean.toString(!pending));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsAllEntriesOf(Map.of("SubscriptionsPending", pending ? "1" : "0", "SubscriptionsConfirmed",
                        pending ? "0" : "1"));
        assertThat(endpoint.subscriptions()).filteredOn(info -> info.topicArn().equals(topic))
                .extracting(SubscriptionInfo::pending).containsExactly(pending);
    }

    @Test
    void theUrlConfirmsWithoutCredentials() throws IOException, InterruptedException {
        String topic = topic("opened");
        String queue = queue("opened");
        subscribe(topic, queue, false);
        URI url = URI.create(takeOne(queue).path("SubscribeURL").asText());
        assertThat(HttpClient.newHttpClient().send(HttpRequest.newBuilder(url).build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        sns.publish(publication -> publication.topicArn(topic).message("late"));
        assertThat(takeOne(queue).path("Message").asText()).isEqualTo("late");
    }

    @Test
    void onlyAnAccountWillDo() {
        assertThatIllegalArgumentException().isThrownBy(() -> AwsEndpoint.builder().queueAccountId("mine"));
    }
}
