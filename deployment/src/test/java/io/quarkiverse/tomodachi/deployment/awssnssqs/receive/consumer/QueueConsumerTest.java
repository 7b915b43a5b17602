package io.quarkiverse.tomodachi.deployment.awssnssqs.receive.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.deployment.awssnssqs.AwsTestEndpoint;
import io.quarkiverse.tomodachi.deployment.awssnssqs.Broker;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.handover.Batching;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.declared.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** How messages are received, without Quarkus. */
class QueueConsumerTest {

    private static final Duration SOON = Duration.ofSeconds(30);

    @RegisterExtension
    static final Consumers CONSUMERS = Consumers.ofTestEndpoint();
    private static final Broker BROKER = CONSUMERS.broker();

    private static QueueConsumer consumer(String queue, int concurrency) {
        return CONSUMERS.of(queue, 300, concurrency);
    }

    private static void send(String queue, String group, String... bodies) {
        CONSUMERS.send(queue, group, List.of(bodies));
    }

    private static Taker take(QueueConsumer consumer, Consumer<Delivery> settle) {
        Taker taker = new Taker(settle);
        consumer.subscribe(taker);
        return taker;
    }

    @Test
    void no_more_is_received_than_asked_for_or_can_run() {
        QueueConsumer consumer = consumer("demand", 3);
        send("demand", null, "1", "2", "3", "4", "5");
        Taker taker = new Taker(2, Taker::nothing);
        consumer.subscribe(taker);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2);
        assertThat(BROKER.visible("demand")).isEqualTo(3);
        taker.subscription.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 3);
        await().during(Duration.ofMillis(300)).until(() -> taker.deliveries.size() == 3 && BROKER.visible("demand") == 2);
        taker.deliveries.get(0).acknowledge();
        await().atMost(SOON).until(() -> taker.deliveries.size() == 4);
    }

    @Test
    void groups_that_fail_neither_bring_the_whole_queue_into_the_process_nor_hold_up_others() {
        QueueConsumer consumer = consumer("failing.fifo", 10);
        for (int group = 0; group < 200; group++) {
            send("failing.fifo", "g" + group, group + "-1", group + "-2");
        }
        send("failing.fifo", "well", "well");
        Taker taker = take(consumer, delivery -> {
            if (Taker.text(delivery).equals("well")) {
                delivery.acknowledge();
            } else {
                delivery.retry(Duration.ofMinutes(5), new IllegalStateException("always"));
            }
        });
        await().atMost(SOON).until(() -> taker.deliveries.size() == 201);
        assertThat(taker.texts()).contains("well").filteredOn(text -> text.endsWith("-1")).hasSize(200);
        assertThat(BROKER.visible("failing.fifo")).as("behind those that wait in the queue").isGreaterThan(60);
    }

    @Test
    void message_whose_handler_could_not_be_called_waits_without_an_attempt_in_front_of_its_group() {
        QueueConsumer consumer = CONSUMERS.of("uncalled.fifo", 300, 10, "uncalled-dlq.fifo", Batching.NONE);
        send("uncalled.fifo", "g", "1", "2");
        List<String> postponed = new CopyOnWriteArrayList<>();
        Taker taker = take(consumer, delivery -> {
            // more often than the redrive policy has receives
            if (postponed.size() < 8) {
                postponed.add(Taker.text(delivery));
                delivery.postpone(Duration.ofMillis(20), new IllegalStateException("no thread"));
            } else {
                delivery.acknowledge();
            }
        });
        await().atMost(SOON).until(() -> BROKER.size("uncalled.fifo") == 0);
        assertThat(postponed).hasSize(8).containsOnly("1");
        assertThat(taker.texts()).hasSize(10).endsWith("1", "2");
        assertThat(taker.deliveries).extracting(Delivery::attempt).containsOnly(1);
        assertThat(BROKER.size("uncalled-dlq.fifo")).isZero();
    }

    @Test
    void any_number_of_messages_may_run_at_the_same_time() {
        for (int concurrency : new int[] { 300_000_000, Integer.MAX_VALUE }) {
            String queue = "endless-" + concurrency;
            QueueConsumer consumer = consumer(queue, concurrency);
            for (int number = 0; number < 30; number++) {
                send(queue, null, Integer.toString(number));
            }
            Taker taker = take(consumer, Taker::nothing);
            await().atMost(SOON).until(() -> taker.deliveries.size() == 30);
        }
    }

    @Test
    void slow_message_does_not_hold_up_others() {
        QueueConsumer consumer = consumer("slow", 2);
        Taker taker = take(consumer, delivery -> {
            if (!Taker.text(delivery).equals("0")) {
                delivery.acknowledge();
            }
        });
        for (int number = 0; number < 12; number++) {
            send("slow", null, Integer.toString(number));
        }
        await().atMost(SOON).until(() -> taker.deliveries.size() == 12);
        await().atMost(SOON).until(() -> BROKER.size("slow") == 1);
    }

    @Test
    void end_gives_back_what_waits_and_leaves_no_poll_that_swallows_messages() {
        QueueConsumer first = consumer("ending.fifo", 10);
        send("ending.fifo", "g", "1", "2", "3", "4");
        Taker taker = take(first, Taker::nothing);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);

        first.pause().toCompletableFuture().join();
        taker.deliveries.get(0).acknowledge();
        first.drain().toCompletableFuture().join();
        await().atMost(SOON).until(() -> BROKER.visible("ending.fifo") == 3);
        send("ending.fifo", "other", "x");

        Taker next = take(consumer("ending.fifo", 10), Delivery::acknowledge);
        await().atMost(SOON).until(() -> next.deliveries.size() == 4);
        // groups have no order among each other
        assertThat(next.texts()).filteredOn(body -> !body.equals("x")).containsExactly("2", "3", "4");
        assertThat(taker.deliveries).hasSize(1);
    }

    @Test
    void deleted_queue_is_made_again() {
        QueueConsumer consumer = consumer("deleted", 10);
        Taker taker = take(consumer, Delivery::acknowledge);
        send("deleted", null, "before");
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        String url = BROKER.url("deleted");
        BROKER.sqs().deleteQueue(request -> request.queueUrl(url)).join();
        // while there is no queue nothing can be sent, and what still got into the old one is lost with it
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            send("deleted", null, "after");
            return taker.deliveries.size() > 1;
        });
    }

    @Test
    void retry_hides_the_message_for_whole_seconds_and_reject_without_dead_letter_queue_discards() {
        QueueConsumer consumer = consumer("retry", 10);
        Taker taker = take(consumer, delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(Duration.ofMillis(300), null);
            } else {
                delivery.reject(new IllegalStateException());
                delivery.retry(Duration.ZERO, null);
            }
        });
        send("retry", null, "x");
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2);
        await().atMost(SOON).until(() -> BROKER.size("retry") == 0);
        assertThat(((SqsMessage) taker.deliveries.get(1).source()).approximateReceiveCount()).isEqualTo(2);
    }

    @Test
    void receiving_survives_an_endpoint_that_goes_and_comes_back() {
        try (AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
                SqsAsyncClient sqs = AwsTestEndpoint.sqs(endpoint.uri());
                SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri());
                Consumers consumers = new Consumers(sqs, sns)) {
            Taker taker = take(consumers.of(new HandlerSettings("outage", "", true, null, null, null, null, false, 10),
                    Batching.NONE), Delivery::acknowledge);
            await().atMost(SOON).until(() -> endpoint.queues().size() == 1 && endpoint.queues().get(0).waitingReceives() == 1);
            endpoint.close();
            // everything is gone with the endpoint: topic, queue and subscription are made again
            try (AwsEndpoint next = AwsEndpoint.builder().port(endpoint.port()).build().start()) {
                await().atMost(Duration.ofSeconds(40)).until(() -> next.subscriptions().size() == 1);
                sns.publish(request -> request.topicArn(next.topics().get(0).arn()).message("back")).join();
                await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
                assertThat(taker.texts()).containsExactly("back");
                consumers.end();
            }
        }
    }
}
