package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;

/** Messages that cannot be taken, for a reason that has nothing to do with them, are neither kept for ever nor in the way. */
class UntakenMessagesTest {

    private final AmqpBroker broker = AmqpBroker.builder().build();
    private final ScheduledExecutorService executor = Executors.newScheduledThreadPool(2);
    private final BlockingQueue<String> taken = new LinkedBlockingQueue<>();
    private final AtomicBoolean failing = new AtomicBoolean(true);
    private Connection connection;
    private ConsumerChannel channel;

    @BeforeEach
    void connect() throws Exception {
        broker.start();
        ConnectionFactory factory = new ConnectionFactory();
        factory.setPort(broker.port());
        connection = factory.newConnection();
    }

    @AfterEach
    void end() {
        broker.close();
        executor.shutdownNow();
    }

    @Test
    void comeAgainWhereWhoListensFails() throws Exception {
        consume(this::take);
        theFirstComesAgain();
    }

    @Test
    void comeAgainWhereTheSubscriberFails() throws Exception {
        DeliveryStream stream = new DeliveryStream(new Subscriber<>() {
            @Override
            public void onSubscribe(Subscription subscription) {
                throw new AssertionError("not subscribed to here");
            }

            @Override
            public void onNext(Message<?> message) {
                take(((DeliveredMessage) message).delivery());
            }

            @Override
            public void onError(Throwable failure) {
                taken.add("error");
            }

            @Override
            public void onComplete() {
                taken.add("end");
            }
        }, left -> {
        });
        stream.request(Long.MAX_VALUE);
        consume(stream::offer);
        theFirstComesAgain();
    }

    private void take(AmqpDelivery delivery) {
        if (failing.getAndSet(false)) {
            throw new OutOfMemoryError("on purpose");
        }
        taken.add(new String(delivery.source().body()));
        delivery.acknowledge();
    }

    private void theFirstComesAgain() throws Exception {
        assertThat(taken.poll(10, TimeUnit.SECONDS)).isEqualTo("2");
        assertThat(taken.poll(30, TimeUnit.SECONDS)).isEqualTo("1");
        assertThat(channel.isOpen()).isTrue();
    }

    private void consume(Consumer<AmqpDelivery> listener) throws Exception {
        QueueTopology topology = new QueueTopology("q", Map.of(), List.of(), null);
        channel = new ConsumerChannel(connection, new TransportExecutors(executor, executor),
                new FailedMessages(null, new RetryLadder("retry.", Type.QUORUM)));
        channel.declare(topology);
        try (com.rabbitmq.client.Channel sending = connection.createChannel()) {
            sending.basicPublish("", "q", null, "1".getBytes());
            sending.basicPublish("", "q", null, "2".getBytes());
        }
        channel.consume(new ConsumerSettings("id", "service", "handler", "", topology, new Consumption(10, 0, false),
                Duration.ofSeconds(1)), new ConsumerChannel.Listener() {
                    @Override
                    public void delivered(AmqpDelivery delivery) {
                        listener.accept(delivery);
                    }

                    @Override
                    public void lost(ConsumerChannel channel, Exception cause) {
                        taken.add("lost: " + cause.getMessage());
                    }
                });
    }
}
