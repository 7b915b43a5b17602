package io.quarkiverse.tomodachi.runtime.amqp;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.ConnectionCondition;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportThreads;
import io.quarkiverse.tomodachi.runtime.amqp.consume.AmqpConsumers;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.message.MessageHandler;
import io.quarkiverse.tomodachi.runtime.message.MessageReceivers;
import io.quarkiverse.tomodachi.runtime.message.MessageSubscriptions;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkiverse.tomodachi.spi.TransportHealth;
import io.smallrye.mutiny.Uni;

/** The AMQP transport: what consumes and what publishes, taken through the life of the application. */
public class AmqpTransport implements Transport {

    private final MessageSubscriptions subscriptions;
    private final AmqpConsumers consumers;
    private final AmqpSender sender;
    private final BrokerConnections connections;
    /** No worker waits, which may be the only one: outcomes are written by workers. */
    private final Executor steps = TransportThreads.single("tomodachi-amqp-lifecycle");

    AmqpTransport(List<MessageHandler> handlers, MessageReceivers receivers, AmqpConsumers consumers, AmqpSender sender,
            BrokerConnections connections) {
        this.subscriptions = receivers.subscriptions(handlers, consumers::ended);
        this.consumers = consumers;
        this.sender = sender;
        this.connections = connections;
    }

    @Override
    public String name() {
        return "amqp";
    }

    @Override
    public Uni<Void> start() {
        return blocking(consumers::start);
    }

    @Override
    public List<HandlerInfo> handlers() {
        return consumers.handlers();
    }

    @Override
    public List<PausableHandler> pausableHandlers() {
        return subscriptions.handlers();
    }

    @Override
    public Uni<Void> receive() {
        return Uni.createFrom().completionStage(() -> subscriptions.begin().thenCompose(begun -> consumers.begun()));
    }

    @Override
    public Uni<Void> pause() {
        return Uni.createFrom().completionStage(subscriptions::end);
    }

    /** Those who publish go last: a handler that is still running may want to. */
    @Override
    public Uni<Void> stop() {
        // its thread is the one that ends the connections
        consumers.giveUpStart();
        return blocking(consumers::stop).eventually(() -> blocking(sender::stop));
    }

    /**
     * Not ready while any handler does not receive that shall, or messages could not be published over a connection that was
     * used.
     */
    @Override
    public TransportHealth health() {
        ConnectionCondition consuming = connections.consuming().condition();
        ConnectionCondition publishing = connections.publishing().condition();
        Map<String, String> problems = consumers.problems(subscriptions.pausedChannels());
        Map<String, String> details = new LinkedHashMap<>();
        details.put("consuming", consuming.toString());
        details.put("publishing", publishing.toString());
        details.putAll(problems);
        details.putAll(subscriptions.pausedHandlers());
        return new TransportHealth(problems.isEmpty() && consuming.isWell() && publishing.isWell(), details);
    }

    private Uni<Void> blocking(Runnable step) {
        return Uni.createFrom().<Void> item(() -> {
            step.run();
            return null;
        }).runSubscriptionOn(steps);
    }
}
