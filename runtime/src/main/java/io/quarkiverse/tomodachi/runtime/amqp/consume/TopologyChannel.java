package io.quarkiverse.tomodachi.runtime.amqp.consume;

import java.io.IOException;
import java.util.concurrent.Executor;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.runtime.amqp.connection.Channels;
import io.quarkiverse.tomodachi.runtime.amqp.topology.QueueTopology;
import io.quarkiverse.tomodachi.runtime.amqp.topology.TopologyException;

/**
 * Declares what many handlers need over one channel, which stays open until the broker refuses something or the connection
 * ends; then the next declaration opens another one. One declaration at a time.
 */
final class TopologyChannel {

    private final Executor executor;
    private Channel channel;

    /** @param executor closes what is not used any more */
    TopologyChannel(Executor executor) {
        this.executor = executor;
    }

    /**
     * Blocks.
     *
     * @param connection the one that is open
     * @throws TopologyException if the broker refuses
     * @throws IOException if the connection failed
     */
    void declare(Connection connection, QueueTopology topology) throws IOException {
        if (channel == null || !channel.isOpen()) {
            channel = Channels.open(connection);
        }
        try {
            topology.declare(channel);
        } catch (IOException | RuntimeException | Error e) {
            // the broker closes it when it refuses, but not when it gives no answer in time
            Channel spoiled = channel;
            channel = null;
            executor.execute(() -> Channels.close(spoiled));
            throw e;
        }
    }
}
