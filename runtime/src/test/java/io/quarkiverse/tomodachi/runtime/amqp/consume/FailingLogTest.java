package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static io.quarkiverse.tomodachi.runtime.amqp.consume.TestConsumers.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkiverse.tomodachi.runtime.logging.FailingLog;
import io.smallrye.mutiny.Multi;

/** Consumers whose every line in the log fails. */
class FailingLogTest {

    private static final int MANY = 20;

    private final FailingLog log = new FailingLog("io.quarkiverse.tomodachi.amqp");
    private final TestConsumers consumers = new TestConsumers();

    @AfterEach
    void close() {
        consumers.close();
        log.close();
    }

    @Test
    void loseNothingAndConsumeOn() throws Exception {
        Handling handling = new Handling();
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        consumer.subscribe(handling);
        awaitConsuming(consumer);
        publish(0);
        // or it would come again, as its acknowledgement may be lost with the connection
        awaitSettled();
        int before = log.failures();
        consumers.broker.closeConnections();
        awaitConsuming(consumer);
        assertThat(log.failures()).isGreaterThan(before);
        for (int number = 1; number < MANY; number++) {
            publish(number);
        }
        awaitSettled();
        assertThat(handling.handled).containsExactlyInAnyOrderElementsOf(IntStream.range(0, MANY).boxed().toList());
        assertThat(handling.refused).isTrue();
    }

    /** One that cannot tell that it consumes again would be given up, and receive as long as messages of it are handled. */
    @Test
    void areTheOnlyOnesOfTheirQueues() throws Exception {
        List<Message<?>> held = new CopyOnWriteArrayList<>();
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        Multi.createFrom().publisher(consumer).subscribe().with(held::add);
        awaitConsuming(consumer);
        publish(1);
        await().atMost(LIMIT).until(() -> held.size() == 1);
        consumers.broker.closeConnections();
        await().atMost(LIMIT).until(() -> held.size() == 2);
        awaitConsuming(consumer);
        assertThat(consumers.broker.channels()).hasSize(1);
    }

    /** It is refused what it needs, which it tells. */
    @Test
    void areTriedAgain() throws Exception {
        consumers.take("q");
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        TestConsumers.subscribe(consumer);
        await().atMost(LIMIT).until(() -> consumer.problem().orElse("").contains("PRECONDITION_FAILED"));
        consumer.begun().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        consumers.broker.deleteQueue("q");
        consumers.broker.closeConnections();
        awaitConsuming(consumer);
    }

    private void publish(int number) throws Exception {
        try (Channel channel = consumers.channel()) {
            channel.confirmSelect();
            channel.basicPublish("", "q", null, new byte[] { (byte) number });
            assertThat(channel.waitForConfirms(LIMIT.toMillis())).isTrue();
        }
    }

    private void awaitSettled() {
        await().atMost(LIMIT).until(() -> consumers.broker.queue("q").map(queue -> queue.ready() + queue.unacknowledged())
                .orElse(-1) == 0);
    }

    private void awaitConsuming(AmqpConsumer consumer) {
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty()
                && consumers.broker.queue("q").map(QueueView::consumers).orElse(0) == 1);
    }

    /** Cannot take one of the messages when it comes first, which is told. */
    private static final class Handling implements Subscriber<Message<?>> {

        private final List<Integer> handled = new CopyOnWriteArrayList<>();
        private volatile boolean refused;

        @Override
        public void onSubscribe(Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(Message<?> message) {
            int number = ((DeliveredMessage) message).delivery().source().body()[0];
            if (number == MANY / 2 && !refused) {
                refused = true;
                throw new IllegalStateException("on purpose");
            }
            handled.add(number);
            message.ack();
        }

        @Override
        public void onError(Throwable failure) {
            throw new AssertionError(failure);
        }

        @Override
        public void onComplete() {
            throw new AssertionError("the end");
        }
    }
}
