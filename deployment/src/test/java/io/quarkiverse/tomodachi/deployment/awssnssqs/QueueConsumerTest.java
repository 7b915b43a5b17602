package io.quarkiverse.tomodachi.deployment.awssnssqs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.SqsMessage;
import io.quarkiverse.tomodachi.devservices.aws.AwsEndpoint;
import io.quarkiverse.tomodachi.runtime.awssnssqs.AwsClients;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.QueueConsumer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.HandlerSettings;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.QueueNames;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topics;
import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Topology;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import software.amazon.awssdk.services.sns.SnsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** How messages are received, without Quarkus. */
class QueueConsumerTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Broker BROKER = new Broker();
    private static final ScheduledExecutorService EXECUTOR = Executors.newScheduledThreadPool(4);

    private static final QueueConsumer.ConsumerThreads THREADS = new QueueConsumer.ConsumerThreads(EXECUTOR, EXECUTOR);

    private final List<QueueConsumer> consumers = new ArrayList<>();

    @AfterAll
    static void disconnect() {
        BROKER.close();
        EXECUTOR.shutdownNow();
    }

    @AfterEach
    void stop() {
        consumers.forEach(consumer -> consumer.pause().toCompletableFuture().join());
    }

    private QueueConsumer consumer(String queue, int concurrency) {
        AwsClients clients = new AwsClients(BROKER.sqs(), BROKER.sns());
        boolean fifo = queue.endsWith(".fifo");
        HandlerSettings settings = new HandlerSettings("", queue, true, null, 300, null, null, fifo, concurrency);
        QueueConsumer consumer = new QueueConsumer(clients.sqs(), new Topology(clients, new Topics(clients.sns())),
                QueueNames.of("test", settings, "", "", "", ""), "service", THREADS);
        consumer.provision().toCompletableFuture().join();
        consumers.add(consumer);
        return consumer;
    }

    private static void send(String queue, String group, String... bodies) {
        String url = BROKER.url(queue);
        for (String body : bodies) {
            BROKER.sqs().sendMessage(request -> request.queueUrl(url).messageBody(body).messageGroupId(group)
                    .messageDeduplicationId(group == null ? null : body)).join();
        }
    }

    @Test
    void no_more_is_received_than_asked_for_or_can_run() {
        QueueConsumer consumer = consumer("demand", 3);
        send("demand", null, "1", "2", "3", "4", "5");
        Taker taker = new Taker();
        consumer.subscribe(taker);
        taker.subscription.request(2);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2);
        assertThat(BROKER.visible("demand")).isEqualTo(3);
        taker.subscription.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 3);
        await().during(Duration.ofMillis(300)).until(() -> taker.deliveries.size() == 3 && BROKER.visible("demand") == 2);
        taker.deliveries.get(0).acknowledge();
        await().atMost(SOON).until(() -> taker.deliveries.size() == 4);
    }

    @Test
    void slow_message_does_not_hold_up_others() {
        QueueConsumer consumer = consumer("slow", 2);
        Taker taker = new Taker();
        consumer.subscribe(taker);
        taker.settle = delivery -> {
            if (!text(delivery).equals("0")) {
                delivery.acknowledge();
            }
        };
        taker.subscription.request(Long.MAX_VALUE);
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
        Taker taker = new Taker();
        first.subscribe(taker);
        taker.subscription.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);

        first.pause().toCompletableFuture().join();
        taker.deliveries.get(0).acknowledge();
        first.drain().toCompletableFuture().join();
        await().atMost(SOON).until(() -> BROKER.visible("ending.fifo") == 3);
        send("ending.fifo", "other", "x");

        QueueConsumer second = consumer("ending.fifo", 10);
        Taker next = new Taker();
        next.settle = Delivery::acknowledge;
        second.subscribe(next);
        next.subscription.request(Long.MAX_VALUE);
        await().atMost(SOON).until(() -> next.deliveries.size() == 4);
        assertThat(next.deliveries).extracting(QueueConsumerTest::text).filteredOn(body -> !body.equals("x"))
                .containsExactly("2", "3", "4");
        assertThat(taker.deliveries).hasSize(1);
    }

    @Test
    void deleted_queue_is_made_again() {
        QueueConsumer consumer = consumer("deleted", 10);
        Taker taker = new Taker();
        taker.settle = Delivery::acknowledge;
        consumer.subscribe(taker);
        taker.subscription.request(Long.MAX_VALUE);
        send("deleted", null, "before");
        await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
        String url = BROKER.url("deleted");
        BROKER.sqs().deleteQueue(request -> request.queueUrl(url)).join();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(() -> {
            send("deleted", null, "after");
            return taker.deliveries.size() > 1;
        });
    }

    @Test
    void retry_hides_the_message_for_whole_seconds_and_reject_without_dead_letter_queue_discards() {
        QueueConsumer consumer = consumer("retry", 10);
        Taker taker = new Taker();
        taker.settle = delivery -> {
            if (delivery.attempt() == 1) {
                delivery.retry(Duration.ofMillis(300), null);
            } else {
                delivery.reject(new IllegalStateException());
                delivery.retry(Duration.ZERO, null);
            }
        };
        consumer.subscribe(taker);
        taker.subscription.request(Long.MAX_VALUE);
        send("retry", null, "x");
        await().atMost(SOON).until(() -> taker.deliveries.size() == 2);
        await().atMost(SOON).until(() -> BROKER.size("retry") == 0);
        assertThat(((SqsMessage) taker.deliveries.get(1).source()).approximateReceiveCount()).isEqualTo(2);
    }

    @Test
    void receiving_survives_an_endpoint_that_goes_and_comes_back() {
        AwsEndpoint endpoint = AwsEndpoint.builder().build().start();
        try (SqsAsyncClient sqs = AwsTestEndpoint.sqs(endpoint.uri());
                SnsAsyncClient sns = AwsTestEndpoint.sns(endpoint.uri())) {
            AwsClients clients = new AwsClients(sqs, sns);
            HandlerSettings settings = new HandlerSettings("outage", "", true, null, null, null, null, false, 10);
            QueueConsumer consumer = new QueueConsumer(sqs, new Topology(clients, new Topics(sns)),
                    QueueNames.of("test", settings, "", "", "", ""), "service", THREADS);
            Taker taker = new Taker();
            taker.settle = Delivery::acknowledge;
            consumer.subscribe(taker);
            taker.subscription.request(Long.MAX_VALUE);
            await().atMost(SOON).until(() -> endpoint.queues().size() == 1 && endpoint.queues().get(0).waitingReceives() == 1);
            endpoint.close();
            // everything is gone with the endpoint: topic, queue and subscription are made again
            AwsEndpoint next = AwsEndpoint.builder().port(endpoint.port()).build().start();
            await().atMost(Duration.ofSeconds(40)).until(() -> next.subscriptions().size() == 1);
            sns.publish(request -> request.topicArn(next.topics().get(0).arn()).message("back")).join();
            await().atMost(SOON).until(() -> taker.deliveries.size() == 1);
            assertThat(text(taker.deliveries.get(0))).isEqualTo("back");
            consumer.pause().toCompletableFuture().join();
            next.close();
        }
    }

    private static String text(Delivery delivery) {
        try {
            return (String) delivery.open(new NoEnvelope()).data();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Taker implements Subscriber<Message<?>> {

        final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
        volatile Subscription subscription;
        volatile Consumer<Delivery> settle = delivery -> {
        };

        @Override
        public void onSubscribe(Subscription given) {
            subscription = given;
        }

        @Override
        public void onNext(Message<?> message) {
            Delivery delivery = (Delivery) message.getPayload();
            deliveries.add(delivery);
            settle.accept(delivery);
        }

        @Override
        public void onError(Throwable failure) {
            throw new IllegalStateException(failure);
        }

        @Override
        public void onComplete() {
            throw new IllegalStateException("never completes");
        }
    }
}
