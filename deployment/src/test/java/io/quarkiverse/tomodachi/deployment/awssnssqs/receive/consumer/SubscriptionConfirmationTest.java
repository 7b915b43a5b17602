package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

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
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.wire.SubscriptionRequest;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** What SNS asks a queue of another account that is to be subscribed. */
class SubscriptionConfirmationTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final String OWNER = "222222222222";

    private final Consumers consumers = Consumers.ofOwnEndpoint(AwsEndpoint.builder().queueAccountId(OWNER));
    private final AwsEndpoint endpoint = consumers.endpoint();
    private final SqsAsyncClient sqs = consumers.sqs();
    private final SnsAsyncClient sns = consumers.sns();
    private final Taker taker = new Taker(Delivery::acknowledge);

    @AfterEach
    void close() {
        consumers.close();
    }

    private String queue(String name) {
        return sqs.createQueue(request -> request.queueName(name)).join().queueUrl();
    }

    private String topic(String name) {
        return sns.createTopic(request -> request.name(name)).join().topicArn();
    }

    private void receive(String topic, String queue, String filterPolicy, String deadLetters) {
        receive(settings(topic, queue, filterPolicy, deadLetters));
    }

    private void receive(HandlerSettings settings) {
        consumers.of(settings, Batching.NONE).subscribe(taker);
    }

    private static HandlerSettings settings(String topic, String queue, String filterPolicy, String deadLetters) {
        return settings(topic, queue, filterPolicy, deadLetters, 5);
    }

    private static HandlerSettings settings(String topic, String queue, String filterPolicy, String deadLetters,
            int maxReceiveCount) {
        return new HandlerSettings(topic, "arn:aws:sqs:us-east-1:" + OWNER + ":" + queue, true, filterPolicy, null,
                deadLetters, deadLetters == null ? null : maxReceiveCount, false, 10);
    }

    private void subscribe(String topic, Map<String, String> attributes) {
        subscribe(topic, "q", attributes);
    }

    private void subscribe(String topic, String queue, Map<String, String> attributes) {
        sns.subscribe(request -> request.topicArn(topic).protocol("sqs")
                .endpoint("arn:aws:sqs:us-east-1:" + OWNER + ":" + queue).attributes(attributes)).join();
    }

    private void subscribe(String topic) {
        subscribe(topic, Map.of());
    }

    private void subscribeWithFilter(String topic) {
        subscribe(topic, Map.of("FilterPolicy", "{\"event\":[\"a\"]}"));
    }

    private void publish(String topic, String message) {
        sns.publish(request -> request.topicArn(topic).message(message)).join();
    }

    private boolean isEmpty(String queue) {
        return consumers.left(queue) == 0;
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
        subscribeWithFilter(topic);
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.Subscribe"));
        receive(topic, "q", "{\"event\":[\"b\"]}", null);
        await().atMost(SOON).until(() -> !subscription().pending());
        await().atMost(SOON).until(() -> isEmpty("q"));
        assertThat(subscription().attributes().get("FilterPolicy")).contains("b").doesNotContain("a");
        assertThat(taker.deliveries).isEmpty();
    }

    @Test
    void what_the_handler_declares_is_not_asked_for_again_where_it_may_not_be_set() {
        queue("q");
        subscribeWithFilter(topic("orders"));
        endpoint.injectFaults(Faults.none().denyAccess().onlyOn("sns.Subscribe", "sns.SetSubscriptionAttributes"));
        receive(topic("orders"), "q", "{\"event\":[\"b\"]}", null);
        await().atMost(SOON).until(() -> !subscription().pending());
        await().atMost(SOON).until(() -> isEmpty("q"));
        assertThat(subscription().attributes().get("FilterPolicy")).contains("a");
        assertThat(endpoint.callCounts()).containsEntry("sns.ConfirmSubscription", 1L)
                .containsEntry("sns.SetSubscriptionAttributes", 1L);
    }

    @Test
    void what_the_handler_declares_is_set_when_that_works_again_and_nothing_confirmed_twice() {
        String url = queue("q");
        subscribeWithFilter(topic("orders"));
        String body = sqs.receiveMessage(request -> request.queueUrl(url)).join().messages().get(0).body();
        SubscriptionRequest question = SubscriptionRequest.parse(body);
        QueueNames names = QueueNames.of("Shop#paid()",
                settings(question.topicArn(), "q", "{\"event\":[\"b\"]}", null), "", "", "", "");
        AwsClients clients = new AwsClients(sqs, sns);
        Topology topology = new Topology(clients, new Topics(sns));
        endpoint.injectFaults(Faults.none().expireCredentials().onlyOn("sns.SetSubscriptionAttributes"));
        assertThat(topology.confirm(names, question)).isFalse();
        assertThat(subscription().pending()).isFalse();
        endpoint.injectFaults();
        assertThat(topology.confirm(names, question)).isTrue();
        assertThat(subscription().attributes().get("FilterPolicy")).contains("b");
        assertThat(endpoint.callCounts()).containsEntry("sns.ConfirmSubscription", 1L);
    }

    @Test
    void topic_that_is_newer_than_the_list_of_all_is_one_of_a_pattern() {
        String url = queue("q");
        QueueNames names = QueueNames.of("Shop#paid()", settings("order-*", "q", null, null), "", "", "", "");
        Topology topology = new Topology(new AwsClients(sqs, sns), new Topics(sns));
        topic("order-old");
        topology.provision(names);
        String topic = topic("order-new");
        // another instance, which has started since
        new Topology(new AwsClients(sqs, sns), new Topics(sns)).provision(names);
        List<SubscriptionRequest> questions = sqs
                .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10).waitTimeSeconds(1)).join().messages()
                .stream().map(message -> SubscriptionRequest.parse(message.body()))
                .filter(question -> question.topicArn().equals(topic)).toList();
        assertThat(questions).hasSize(1);
        assertThat(topology.confirm(names, questions.get(0))).isTrue();
        assertThat(endpoint.subscriptions()).filteredOn(SubscriptionInfo::topicArn, topic)
                .allSatisfy(confirmed -> assertThat(confirmed.pending()).isFalse());
    }

    @Test
    void question_about_a_topic_that_only_others_may_know_is_left_to_them_for_a_while() {
        queue("q");
        queue("dead");
        subscribe(topic("foreign"));
        receive(topic("orders"), "q", null, "arn:aws:sqs:us-east-1:" + OWNER + ":dead");
        await().atMost(SOON).until(() -> endpoint.callCounts().containsKey("sqs.ChangeMessageVisibilityBatch"));
        // that about its own topic is answered
        await().atMost(SOON).until(() -> endpoint.queue("q").orElseThrow().inFlight() == 1);
        assertThat(endpoint.queue("q").orElseThrow().visible()).isZero();
        assertThat(endpoint.queue("dead").orElseThrow().visible()).isZero();
        assertThat(endpoint.subscriptions()).filteredOn(SubscriptionInfo::pending).hasSize(1);
    }

    /** However many instances have received it. */
    private void receiveByHand(String queue, int times) {
        String url = sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
        for (int time = 0; time < times; time++) {
            assertThat(sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(0)).join().messages()).hasSize(1);
        }
    }

    @Test
    void question_that_nobody_knows_waits_for_fifteen_receives_and_goes_to_the_dead_letters_then() {
        for (String queue : List.of("fourteen", "fifteen")) {
            queue(queue);
            queue(queue + "-dead");
            subscribe(topic("foreign"), queue, Map.of());
        }
        receiveByHand("fourteen", 13);
        receiveByHand("fifteen", 14);
        for (String queue : List.of("fourteen", "fifteen")) {
            receive(settings("", queue, null, "arn:aws:sqs:us-east-1:" + OWNER + ":" + queue + "-dead", 100));
        }
        await().atMost(SOON).until(() -> consumers.left("fifteen-dead") == 1 && isEmpty("fifteen"));
        await().atMost(SOON).until(
                () -> endpoint.callCounts("fourteen").containsKey("sqs.ChangeMessageVisibilityBatch"));
        assertThat(consumers.left("fourteen")).isOne();
        assertThat(consumers.left("fourteen-dead")).isZero();
    }

    @Test
    void what_cannot_be_set_is_tried_until_the_fifteenth_receive() {
        queue("q");
        QueueConsumer consumer = consumers.of(settings("order-*", "q", "{\"event\":[\"b\"]}", null), Batching.NONE);
        consumer.provision().toCompletableFuture().join();
        subscribeWithFilter(topic("order-new"));
        receiveByHand("q", 14);
        endpoint.injectFaults(Faults.none().expireCredentials().onlyOn("sns.SetSubscriptionAttributes"));
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> isEmpty("q"));
        assertThat(subscription().pending()).isFalse();
        assertThat(subscription().attributes().get("FilterPolicy")).contains("a");
    }

    @Test
    void question_about_a_topic_of_others_and_token_that_is_not_taken_go_to_the_dead_letters() {
        String url = queue("q");
        queue("dead");
        String foreign = topic("foreign");
        subscribe(foreign);
        String orders = topic("orders");
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\n  \"Type\" : \"SubscriptionConfirmation\",\n"
                + "  \"MessageId\" : \"1\", \"Token\" : \"made-up\", \"TopicArn\" : \"" + orders + "\", \"Message\" : \"?\","
                + " \"SubscribeURL\" : \"http://127.0.0.1:1/\"}")).join();
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("{\"Type\": \"SubscriptionConfirmation\"}")).join();
        receive(settings(orders, "q", null, "arn:aws:sqs:us-east-1:" + OWNER + ":dead", 1));
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
        assertThat(isEmpty("q")).isFalse();
        assertThat(taker.deliveries).isEmpty();
    }
}
