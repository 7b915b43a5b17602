package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AMQP.Queue;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;

/** The broker that all clients have in common. */
final class Broker implements AutoCloseable {

    private static final BasicProperties PERSISTENT = MessageProperties.MINIMAL_PERSISTENT_BASIC.builder()
            .contentType("application/octet-stream").build();
    private static final int UNCONFIRMED = 1_000;
    private static final long CONFIRM_MILLIS = 60_000;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ConnectionFactory factory = new ConnectionFactory();
    private final Connection connection;
    private final Channel channel;
    private Channel probe;

    Broker(String uri) {
        try {
            if (uri == null || !uri.startsWith("amqp://")) {
                throw new IllegalArgumentException("--rabbitmq takes a URI such as amqp://guest:guest@127.0.0.1:5672");
            }
            factory.setUri(uri);
            connection = factory.newConnection("benchmark harness");
            channel = connection.createChannel();
            channel.confirmSelect();
        } catch (IOException | TimeoutException | URISyntaxException | GeneralSecurityException e) {
            throw new IllegalStateException("No connection to the broker at " + uri, e);
        }
    }

    /** System properties that tell a client where the broker is. */
    String[] properties() {
        return new String[] { "rabbitmq-host=" + factory.getHost(), "rabbitmq-port=" + factory.getPort(),
                "rabbitmq-username=" + factory.getUsername(), "rabbitmq-password=" + factory.getPassword(),
                "rabbitmq-virtual-host=" + factory.getVirtualHost() };
    }

    int port() {
        return factory.getPort();
    }

    String version() {
        return connection.getServerProperties().get("product") + " " + connection.getServerProperties().get("version");
    }

    /** A queue without consumers for what the clients publish. */
    void declareSink(String queue) {
        try {
            channel.queueDelete(queue);
            channel.queueDeclare(queue, true, false, false, null);
            channel.queueBind(queue, "amq.topic", queue);
        } catch (IOException e) {
            throw new IllegalStateException("Could not declare queue " + queue, e);
        }
    }

    void delete(List<String> queues) {
        for (String queue : queues) {
            try {
                channel.queueDelete(queue);
            } catch (IOException e) {
                throw new IllegalStateException("Could not delete queue " + queue, e);
            }
        }
    }

    /** Puts messages into a queue, and returns when the broker has confirmed them. */
    void fill(String queue, int messages, int size) {
        byte[] body = new byte[size];
        Arrays.fill(body, (byte) 'm');
        try {
            for (int i = 1; i <= messages; i++) {
                channel.basicPublish("", queue, PERSISTENT, body);
                if (i % UNCONFIRMED == 0 || i == messages) {
                    channel.waitForConfirmsOrDie(CONFIRM_MILLIS);
                }
            }
        } catch (IOException | TimeoutException e) {
            throw new IllegalStateException("Could not fill queue " + queue, e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    void purge(String queue) {
        try {
            channel.queuePurge(queue);
        } catch (IOException e) {
            throw new IllegalStateException("Could not empty queue " + queue, e);
        }
    }

    void awaitConsumer(String queue) {
        await("a consumer of queue " + queue, () -> {
            Queue.DeclareOk state = state(queue);
            return state != null && state.getConsumerCount() > 0;
        });
    }

    /** What a queue holds that nobody consumes any more; so whatever was not acknowledged is in it. */
    void requireLeft(String queue, long messages) {
        await(messages + " messages in queue " + queue, () -> {
            Queue.DeclareOk state = state(queue);
            return state != null && state.getConsumerCount() == 0 && state.getMessageCount() == messages;
        });
    }

    private static void await(String what, BooleanSupplier condition) {
        long limit = System.nanoTime() + LONGEST_WAIT.toNanos();
        try {
            while (!condition.getAsBoolean()) {
                if (System.nanoTime() > limit) {
                    throw new IllegalStateException("There should be " + what + ", but that did not become so");
                }
                Thread.sleep(20);
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("Interrupted", e);
        }
    }

    /** {@code null} where there is no such queue; the broker closes the channel then. */
    private Queue.DeclareOk state(String queue) {
        try {
            if (probe == null || !probe.isOpen()) {
                probe = connection.createChannel();
            }
            return probe.queueDeclarePassive(queue);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public void close() {
        connection.abort();
    }
}
