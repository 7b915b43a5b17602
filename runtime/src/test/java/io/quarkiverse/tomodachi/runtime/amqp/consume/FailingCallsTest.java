package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static io.quarkiverse.tomodachi.runtime.amqp.consume.TestConsumers.LIMIT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Channel;

import io.quarkiverse.tomodachi.devservices.amqp.QueueView;
import io.quarkiverse.tomodachi.runtime.amqp.FailingCall;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;

/**
 * Questions to the broker that fail in the client before they are written, which waits for the answer all the same: the next
 * question over the same channel would wait for ever, whatever limit the client has for answers.
 */
class FailingCallsTest {

    private final FailingCall traffic = new FailingCall();
    private final TestConsumers consumers = new TestConsumers(traffic);

    @AfterEach
    void close() {
        consumers.close();
    }

    @ParameterizedTest
    @ValueSource(classes = { AMQP.Channel.Open.class, AMQP.Exchange.Declare.class, AMQP.Queue.Declare.class,
            AMQP.Queue.Bind.class, AMQP.Basic.Qos.class, AMQP.Basic.Consume.class })
    void isTriedAgain(Class<?> call) throws Exception {
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        CountDownLatch told = new CountDownLatch(1);
        consumers.connection.whenOpened(told::countDown);
        consumers.connection.open();
        // the consumer, too, or it would try again with this one
        assertThat(told.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        traffic.fail(call);
        TestConsumers.subscribe(consumer);
        await().atMost(LIMIT).until(() -> consumer.problem().orElse("").contains("on purpose"));
        await().atMost(LIMIT).until(() -> consumers.broker.channels().isEmpty());

        consumers.broker.closeConnections();
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty() && consumersOf("q") == 1);
    }

    @Test
    void endsTheChannelOfAConsumerThatCannotBeCancelled() throws Exception {
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        AssertSubscriber<Message<?>> subscriber = AssertSubscriber.create(0);
        consumer.subscribe(subscriber);
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty());
        publish();
        await().atMost(LIMIT).until(() -> unacknowledged() == 1);

        traffic.fail(AMQP.Basic.Cancel.class);
        subscriber.cancel();
        consumer.ended().toCompletableFuture().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        await().atMost(LIMIT).until(() -> consumersOf("q") == 0 && ready() == 1);
        subscriber.assertHasNotReceivedAnyItem();
    }

    /** The broker would keep the messages of a channel that it believes to be open from everybody. */
    @Test
    void endsTheConnectionOfAChannelThatCannotBeClosed() throws Exception {
        List<Message<?>> received = new CopyOnWriteArrayList<>();
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        Multi.createFrom().publisher(consumer).subscribe().with(received::add);
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty());
        publish();
        await().atMost(LIMIT).until(() -> received.size() == 1);

        traffic.fail(AMQP.Channel.Close.class);
        consumers.broker.faults().cancelConsumers("q");
        await().atMost(LIMIT).until(() -> received.size() == 2);
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty() && consumersOf("q") == 1);
    }

    /** It would wait for it for as long as the channel lasts, and at the limit of the prefetch send no other message. */
    @ParameterizedTest
    @ValueSource(classes = { AMQP.Basic.Ack.class, AMQP.Basic.Reject.class })
    void endsTheChannelWhereAnOutcomeCannotBeTold(Class<?> outcome) throws Exception {
        List<Message<?>> received = new CopyOnWriteArrayList<>();
        AmqpConsumer consumer = consumers.consumer("q", "topic", Map.of());
        Multi.createFrom().publisher(consumer).subscribe().with(received::add);
        await().atMost(LIMIT).until(() -> consumer.problem().isEmpty());
        publish();
        await().atMost(LIMIT).until(() -> received.size() == 1);

        traffic.fail(outcome);
        tell(received.get(0), outcome);
        await().atMost(LIMIT).until(() -> consumersOf("q") == 0 && ready() == 1);
        consumers.broker.closeConnections();
        await().atMost(LIMIT).until(() -> received.size() == 2);
        tell(received.get(1), outcome);
        await().atMost(LIMIT).until(() -> ready() == 0 && unacknowledged() == 0);
        assertThat(received).hasSize(2);
    }

    private static void tell(Message<?> message, Class<?> outcome) {
        if (outcome == AMQP.Basic.Ack.class) {
            message.ack();
        } else {
            message.nack(new IllegalStateException("no"));
        }
    }

    private void publish() throws Exception {
        try (Channel channel = consumers.channel()) {
            channel.confirmSelect();
            channel.basicPublish("", "q", null, new byte[1]);
            assertThat(channel.waitForConfirms(LIMIT.toMillis())).isTrue();
        }
    }

    private int consumersOf(String queue) {
        return consumers.broker.queue(queue).map(QueueView::consumers).orElse(0);
    }

    private int unacknowledged() {
        return consumers.broker.queue("q").map(QueueView::unacknowledged).orElse(-1);
    }

    private int ready() {
        return consumers.broker.queue("q").map(QueueView::ready).orElse(-1);
    }
}
