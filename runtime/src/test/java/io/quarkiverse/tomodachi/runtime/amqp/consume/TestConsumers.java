package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.TrafficListener;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TestConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.consume.ConsumerSettings.Consumption;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig.Type;
import io.quarkiverse.tomodachi.runtime.amqp.topology.ExchangeBinding;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.smallrye.mutiny.Multi;

/** Consumers of a broker in this process, with pauses of their own that nobody lives to see the end of. */
final class TestConsumers implements AutoCloseable {

    static final Duration LIMIT = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofHours(1);

    final AmqpBroker broker = AmqpBroker.builder().host("127.0.0.1").port(0).credentials("guest", "guest").build().start();
    final TransportExecutors executors;
    final BrokerConnection connection;

    TestConsumers() {
        this(TestConnections.executors());
    }

    TestConsumers(TransportExecutors executors) {
        this(executors, TrafficListener.NO_OP);
    }

    /** @param traffic told what the client writes and reads */
    TestConsumers(TrafficListener traffic) {
        this(TestConnections.executors(), traffic);
    }

    private TestConsumers(TransportExecutors executors, TrafficListener traffic) {
        this.executors = executors;
        this.connection = TestConnections.to(broker.port(), executors.tasks(), traffic);
    }

    AmqpConsumer consumer(String queue, String exchangeType, Map<String, Object> arguments) {
        QueueTopology topology = new QueueTopology(queue, arguments,
                List.of(new ExchangeBinding("exchange-" + exchangeType, exchangeType, queue, Map.of())), null);
        ConsumerSettings settings = new ConsumerSettings("id", "service", "handler", "", topology,
                new Consumption(10, 0, false), LIMIT);
        return new AmqpConsumer(queue, settings, connection, executors,
                new FailedMessages(null, new RetryLadder("retry.", Type.QUORUM)),
                new Backoff(PAUSE, PAUSE));
    }

    static void subscribe(AmqpConsumer consumer) {
        Multi.createFrom().publisher(consumer).subscribe().with(message -> {
        });
    }

    /** Makes a queue that no consumer declares in this way. */
    void take(String queue) throws Exception {
        try (Channel channel = channel()) {
            channel.queueDeclare(queue, true, false, false, Map.of("x-max-length", 5));
        }
    }

    /** A channel for the test itself. */
    Channel channel() throws Exception {
        return connection.open().get(LIMIT.toSeconds(), TimeUnit.SECONDS).createChannel();
    }

    @Override
    public void close() {
        connection.close();
        executors.tasks().shutdownNow();
        broker.close();
    }
}
