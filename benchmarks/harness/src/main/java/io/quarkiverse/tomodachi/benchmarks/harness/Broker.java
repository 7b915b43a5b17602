package io.quarkiverse.tomodachi.benchmarks.harness;

import java.io.IOException;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AMQP.Queue;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;

/** A RabbitMQ. */
final class Broker implements MessageBroker {

    private static final BasicProperties PERSISTENT = MessageProperties.MINIMAL_PERSISTENT_BASIC.builder()
            .contentType("application/octet-stream").build();
    private static final int UNCONFIRMED = 1_000;
    private static final long CONFIRM_MILLIS = 60_000;

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

    @Override
    public List<String> properties() {
        return List.of("rabbitmq-host=" + factory.getHost(), "rabbitmq-port=" + factory.getPort(),
                "rabbitmq-username=" + factory.getUsername(), "rabbitmq-password=" + factory.getPassword(),
                "rabbitmq-virtual-host=" + factory.getVirtualHost());
    }

    int port() {
        return factory.getPort();
    }

    @Override
    public String version() {
        return connection.getServerProperties().get("product") + " " + connection.getServerProperties().get("version");
    }

    @Override
    public String name(String client, String end) {
        return "benchmark." + client + "." + end;
    }

    /** The clients declare what they consume from. */
    @Override
    public void prepare(List<String> consumed, String sink) {
        delete(consumed);
        try {
            channel.queueDelete(sink);
            channel.queueDeclare(sink, true, false, false, null);
            channel.queueBind(sink, "amq.topic", sink);
        } catch (IOException e) {
            throw new IllegalStateException("Could not declare queue " + sink, e);
        }
    }

    @Override
    public void delete(List<String> queues) {
        for (String queue : queues) {
            try {
                channel.queueDelete(queue);
            } catch (IOException e) {
                throw new IllegalStateException("Could not delete queue " + queue, e);
            }
        }
    }

    @Override
    public void fill(String queue, int messages, int size) {
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

    /** Clients that consume do not let that be seen; at their end it is. */
    @Override
    public void awaitSettled(String queue) {
    }

    @Override
    public Map<String, Long> calls(String name) {
        return Map.of();
    }

    @Override
    public void empty(String queue) {
        try {
            channel.queuePurge(queue);
        } catch (IOException e) {
            throw new IllegalStateException("Could not empty queue " + queue, e);
        }
    }

    @Override
    public void awaitConsumer(String queue) {
        MessageBroker.await("a consumer of queue " + queue, () -> {
            Queue.DeclareOk state = state(queue);
            return state != null && state.getConsumerCount() > 0;
        });
    }

    @Override
    public void requireLeft(String queue, long messages) {
        MessageBroker.await(messages + " messages in queue " + queue, () -> {
            Queue.DeclareOk state = state(queue);
            return state != null && state.getConsumerCount() == 0 && state.getMessageCount() == messages;
        });
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
