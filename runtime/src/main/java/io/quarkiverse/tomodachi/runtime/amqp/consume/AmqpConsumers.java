package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.eclipse.microprofile.reactive.messaging.spi.ConnectorFactory.CHANNEL_NAME_ATTRIBUTE;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

import jakarta.inject.Singleton;

import org.eclipse.microprofile.config.Config;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import com.rabbitmq.client.Connection;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.StartMode;
import io.quarkiverse.tomodachi.runtime.amqp.connection.Backoff;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnections;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;
import io.quarkiverse.tomodachi.runtime.amqp.connection.TransportExecutors;
import io.quarkiverse.tomodachi.runtime.amqp.publish.AmqpSender;
import io.quarkiverse.tomodachi.runtime.amqp.topology.AmqpRetryQueuesConfig;
import io.quarkiverse.tomodachi.runtime.amqp.topology.RetryLadder;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkus.runtime.ApplicationLifecycleManager;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The consumers of the application. */
@Singleton
public class AmqpConsumers {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** How long the end waits for outcomes to be told. */
    Duration flushTimeout = Duration.ofSeconds(5);

    private final ServiceRegistry services;
    private final BrokerConnection connection;
    private final AmqpConnectionConfig config;
    private final TransportExecutors executors;
    private final FailedMessages failed;
    private final List<AmqpConsumer> consumers = new CopyOnWriteArrayList<>();
    private final KeptTopologies topologies;
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private volatile boolean ending;

    AmqpConsumers(ServiceRegistry services, BrokerConnections connections, AmqpConnectionConfig config,
            AmqpRetryQueuesConfig retryQueues, AmqpSender sender) {
        this.services = services;
        this.connection = connections.consuming();
        this.config = config;
        this.failed = new FailedMessages(sender, new RetryLadder(retryQueues.prefix(), retryQueues.type()));
        this.executors = connections.executors();
        this.topologies = new KeptTopologies(executors);
    }

    /** @return nothing where the settings are not possible, which {@link #start} tells of */
    Optional<AmqpConsumer> add(Config attributes) {
        try {
            ConsumerSettings settings = ConsumerSettingsReader.read(attributes, services, failed.ladder());
            AmqpConsumer consumer = new AmqpConsumer(attributes.getValue(CHANNEL_NAME_ATTRIBUTE, String.class), settings,
                    connection, executors, failed, new Backoff());
            consumers.add(consumer);
            return Optional.of(consumer);
        } catch (IllegalArgumentException e) {
            problems.add(e.getMessage());
            return Optional.empty();
        }
    }

    /**
     * Connects and declares what all consumers need; blocks. A consumer whose declarations the broker refuses does not hold up
     * the others; it is told, and tried again.
     *
     * @throws ConfigurationException that tells of all settings of handlers that are not possible
     */
    public void start() {
        checkQueues();
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
        if (consumers.isEmpty()) {
            return;
        }
        if (config.start() == StartMode.LATER) {
            topologies.keep(consumers);
            connection.open();
            return;
        }
        Connection open = connect();
        consumers.forEach(consumer -> consumer.declare(open));
        topologies.keep(consumers);
        LogEvent.of(LOG, Level.DEBUG, "Declared the queues of %d AMQP handlers", consumers.size()).write();
    }

    private Connection connect() {
        try {
            return connection.connect(config.connectTimeout(), config.start() == StartMode.WAIT,
                    () -> ending || ApplicationLifecycleManager.isVmShuttingDown());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The start was interrupted", e);
        }
    }

    /** A start that waits for a broker waits no longer. */
    public void giveUpStart() {
        ending = true;
    }

    /** The queue's name is only known now, with prefixes and expressions. */
    private void checkQueues() {
        Map<String, String> owners = new HashMap<>();
        for (AmqpConsumer consumer : consumers) {
            String queue = consumer.settings().topology().queue();
            String handler = consumer.settings().id();
            String other = owners.putIfAbsent(queue, handler);
            if (other != null) {
                problems.add(other.equals(handler)
                        ? "Several annotations of the @Amqp handler " + handler + " would each consume from queue '" + queue
                                + "'; give them the same queueName, so that they are one consumer, or others"
                        : "The @Amqp handlers " + other + " and " + handler
                                + " would take each other's messages from queue '" + queue
                                + "'; set another queueName for one of them");
            }
        }
    }

    /** What the handlers listen on. */
    public List<HandlerInfo> handlers() {
        return consumers.stream().map(AmqpConsumer::settings).map(settings -> new HandlerInfo(settings.service(), settings.id(),
                "amqp", settings.topology().describe())).toList();
    }

    /**
     * What consumers do not receive, by their handlers and queues, and why.
     *
     * @param paused channels whose consumers shall not
     */
    public Map<String, String> problems(Set<String> paused) {
        Map<String, String> problems = new TreeMap<>();
        for (AmqpConsumer consumer : consumers) {
            consumer.problem().filter(problem -> !paused.contains(consumer.channel()))
                    .ifPresent(problem -> problems.put(consumer.settings().handler() + " (queue "
                            + consumer.settings().topology().queue() + ")", problem));
        }
        return problems;
    }

    /** Completes when consumers are there; a broker that has gone away meanwhile does not hold up the start for longer. */
    public CompletionStage<Void> begun() {
        if (config.start() == StartMode.LATER) {
            return CompletableFuture.completedStage(null);
        }
        return all(AmqpConsumer::begun).completeOnTimeout(null, config.connectTimeout().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes, for a channel that was cancelled, when no message comes from there any more. */
    public CompletionStage<Void> ended(String channel) {
        return CompletableFuture.allOf(consumers.stream().filter(consumer -> consumer.channel().equals(channel))
                .map(consumer -> consumer.ended().toCompletableFuture()).toArray(CompletableFuture[]::new));
    }

    /** Writes the outcomes told so far and closes the connection; blocks. */
    public void stop() {
        topologies.stop();
        try {
            failed.flush().thenCompose(passedOn -> all(AmqpConsumer::flush)).toCompletableFuture().get(flushTimeout.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LogEvent.of(LOG, Level.WARN, "Not all outcomes of messages could be told to the broker in %s; it delivers these"
                    + " again", flushTimeout).with("event", "outcomes-untold").with("transport", "amqp")
                    .with("reason", BrokerFailures.reason(e)).write();
        }
        connection.close();
    }

    private CompletableFuture<Void> all(Function<AmqpConsumer, CompletionStage<Void>> step) {
        return CompletableFuture.allOf(consumers.stream().map(consumer -> step.apply(consumer).toCompletableFuture())
                .toArray(CompletableFuture[]::new));
    }
}
