package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static io.quarkiverse.tomodachi.runtime.amqp.consume.TestConsumers.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.GetResponse;

import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/** All that may wait for the broker's answers waits, and gets none, as for queues that have lost their leader. */
class WithoutAnswersTest {

    /** As many as may wait. */
    private static final int WAITING = 32;

    private final TestConsumers consumers = new TestConsumers();
    private final CountDownLatch answers = new CountDownLatch(1);
    private final AtomicInteger waiting = new AtomicInteger();

    @AfterEach
    void close() {
        answers.countDown();
        consumers.close();
    }

    @Test
    void messagesComeAndTheirOutcomesAreTold() throws Exception {
        List<Message<?>> handled = new CopyOnWriteArrayList<>();
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        Multi.createFrom().publisher(consumer).subscribe().with(message -> {
            handled.add(message);
            message.ack();
        });
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty());
        waitForAnswers();

        try (Channel channel = consumers.channel()) {
            channel.basicPublish("", "q", null, new byte[1]);
        }
        await().atMost(LIMIT).until(() -> !handled.isEmpty());
        await().atMost(LIMIT).until(() -> unacknowledged() == 0);
        consumer.flush().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answers.getCount()).isOne();
    }

    /** Given back before the consumer is cancelled they would come again and again, and be dropped at the delivery limit. */
    @Test
    void messagesSentAheadAreGivenBackOnceTheBrokerSendsNoMore() throws Exception {
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of("x-queue-type", "quorum"));
        AssertSubscriber<Message<?>> subscriber = AssertSubscriber.create(0);
        consumer.subscribe(subscriber);
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty());
        try (Channel channel = consumers.channel()) {
            channel.basicPublish("", "q", null, new byte[1]);
            await().atMost(LIMIT).until(() -> unacknowledged() == 1);
            waitForAnswers();

            subscriber.cancel();
            for (int round = 0; round < 100; round++) {
                assertThat(unacknowledged()).isOne();
            }
            answers.countDown();
            consumer.ended().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            consumer.flush().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            GetResponse back = await().atMost(LIMIT).until(() -> channel.basicGet("q", true), message -> message != null);
            assertThat(back.getProps().getHeaders()).containsEntry("x-delivery-count", 1L);
        }
    }

    private int unacknowledged() {
        return consumers.broker.queue("q").map(QueueView::unacknowledged).orElse(-1);
    }

    private void waitForAnswers() {
        for (int task = 0; task < 2 * WAITING; task++) {
            consumers.executors.waits().execute(this::waitForAnswer);
        }
        await().atMost(LIMIT).until(() -> waiting.get() == WAITING);
    }

    private void waitForAnswer() {
        waiting.incrementAndGet();
        try {
            answers.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
