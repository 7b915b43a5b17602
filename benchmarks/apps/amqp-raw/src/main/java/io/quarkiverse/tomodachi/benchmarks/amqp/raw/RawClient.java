package io.quarkiverse.tomodachi.benchmarks.amqp.raw;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;

import io.quarkiverse.tomodachi.benchmarks.control.Control;
import io.quarkiverse.tomodachi.benchmarks.control.Progress;

/**
 * The client library of RabbitMQ alone, as it is meant to be used: one connection to consume and one to publish, a prefetch,
 * each message acknowledged by itself, many unconfirmed messages at a time.
 */
public final class RawClient {

    private static final String QUEUES = "benchmark.amqp-raw.";
    private static final int PREFETCH = 250;
    private static final int WORKERS = 16;

    private final Connection consuming;
    private final ConfirmedChannel sink;

    private RawClient(ConnectionFactory factory) throws Exception {
        consuming = factory.newConnection();
        sink = new ConfirmedChannel(factory.newConnection().createChannel(), "amq.topic", QUEUES + "sink");
    }

    public static void main(String[] args) throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setHost(System.getProperty("rabbitmq-host"));
        factory.setPort(Integer.getInteger("rabbitmq-port"));
        factory.setUsername(System.getProperty("rabbitmq-username"));
        factory.setPassword(System.getProperty("rabbitmq-password"));
        factory.setVirtualHost(System.getProperty("rabbitmq-virtual-host"));
        RawClient client = new RawClient(factory);
        client.consume("consume", Runnable::run);
        client.forward("forward");
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        client.consume("consume-worker", workers);
        client.forwardBlocking("forward-worker", workers);
        if (Runtime.version().feature() >= 21) {
            // by name, since this is compiled for older versions too
            ExecutorService virtual = (ExecutorService) Executors.class.getMethod("newVirtualThreadPerTaskExecutor")
                    .invoke(null);
            client.consume("consume-virtual", virtual);
            client.forwardBlocking("forward-virtual", virtual);
        }
        Control.start(client.sink::publish, client.sink::publish);
    }

    private void consume(String name, Executor executor) throws IOException {
        Progress progress = Progress.of(name);
        consume(name, executor, (channel, tag, body) -> {
            progress.handled(body.length);
            channel.basicAck(tag, false);
        });
    }

    /** Acknowledges when the broker has confirmed. */
    private void forward(String name) throws IOException {
        Progress progress = Progress.of(name);
        consume(name, Runnable::run,
                (channel, tag, body) -> sink.publish(body, new Acknowledgement(channel, tag, body.length, progress)));
    }

    /** Waits for the broker to confirm. */
    private void forwardBlocking(String name, Executor executor) throws IOException {
        Progress progress = Progress.of(name);
        consume(name, executor, (channel, tag, body) -> {
            Awaited confirmed = new Awaited();
            sink.publish(body, confirmed);
            confirmed.await();
            progress.handled(body.length);
            channel.basicAck(tag, false);
        });
    }

    private void consume(String name, Executor executor, Handler handler) throws IOException {
        Channel channel = consuming.createChannel();
        channel.queueDeclare(QUEUES + name, true, false, false, null);
        channel.basicQos(PREFETCH);
        channel.basicConsume(QUEUES + name, false, new DefaultConsumer(channel) {
            @Override
            public void handleDelivery(String consumer, Envelope envelope, BasicProperties properties, byte[] body) {
                executor.execute(() -> {
                    try {
                        handler.handle(channel, envelope.getDeliveryTag(), body);
                    } catch (Exception e) {
                        e.printStackTrace();
                    }
                });
            }
        });
    }

    private interface Handler {
        void handle(Channel channel, long tag, byte[] body) throws Exception;
    }
}
