package io.quarkiverse.tomodachi.devservices.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;
import io.quarkiverse.tomodachi.devservices.amqp.server.BrokerState;
import io.quarkiverse.tomodachi.devservices.amqp.server.IoLoop;
import io.quarkiverse.tomodachi.devservices.amqp.server.Settings;

/**
 * A small AMQP 0-9-1 broker inside the JVM, for development and tests. It keeps everything in memory, runs on one daemon
 * thread, and behaves as RabbitMQ does in what it implements; the rest it refuses with the protocol's errors.
 * <p>
 * A broker can be stopped and started again: it keeps its port, its durable exchanges and queues, the bindings between them and
 * the persistent messages in durable queues. {@link #faults()} lets other things go wrong that applications have to live with.
 * <p>
 * Safe for use by several threads. Several brokers can run in one JVM.
 */
public final class AmqpBroker implements AutoCloseable {

    private final String host;
    private final Settings settings;
    private final Faults faults = new Faults(this);
    private final Timers timers = Timers.monotonic();
    private int port;
    private IoLoop loop;
    private BrokerState state;
    private boolean closed;

    AmqpBroker(String host, int port, Settings settings) {
        this.host = host;
        this.port = port;
        this.settings = settings;
    }

    /** Settings with their defaults: 127.0.0.1, a free port, user guest with password guest, virtual host "/". */
    public static AmqpBrokerBuilder builder() {
        return new AmqpBrokerBuilder();
    }

    /**
     * Begins to listen, on the port it had when it ran before. Starting a broker that runs does nothing.
     *
     * @return this broker
     * @throws UncheckedIOException when the address cannot be had, such as a port in use
     * @throws IllegalStateException when the broker was closed
     */
    public synchronized AmqpBroker start() {
        if (closed) {
            throw new IllegalStateException("The broker was closed");
        }
        if (loop == null) {
            IoLoop listening = listen();
            port = listening.port();
            loop = listening;
            if (state == null) {
                state = new BrokerState(settings, timers);
            }
            state.serve(listening);
        }
        return this;
    }

    /**
     * Stops as a broker does that is shut down: clients are told (320, CONNECTION_FORCED), and connecting is refused until the
     * next {@link #start()}. What is not durable or not persistent is gone. Messages that clients have not acknowledged are in
     * their queues again, marked as redelivered. All faults that were switched on end. Stopping a broker that does not run does
     * nothing.
     */
    public synchronized void stop() {
        if (loop != null) {
            farewell();
            end();
        }
    }

    /**
     * Stops as a broker does that breaks down: connections are cut without a word. All else is as with {@link #stop()}: what
     * was confirmed is kept, as it is by a RabbitMQ whose disk has survived.
     */
    public synchronized void kill() {
        if (loop != null) {
            end();
        }
    }

    /** Stops and starts again. A broker that does not run is started. */
    public synchronized void restart() {
        stop();
        start();
    }

    /** Whether it listens. */
    public synchronized boolean isRunning() {
        return loop != null;
    }

    /** The host name or address it was told to listen on. */
    public String host() {
        return host;
    }

    /**
     * The TCP port it listens on, or will listen on again if it was stopped.
     *
     * @throws IllegalStateException when the broker was never started, or is closed
     */
    public synchronized int port() {
        if (state == null || closed) {
            throw notRunning();
        }
        return port;
    }

    /** Tells all clients that the broker goes away, and frees the port and the thread, for good. May be called again. */
    @Override
    public synchronized void close() {
        stop();
        closed = true;
    }

    /** What can be made to go wrong. */
    public Faults faults() {
        return faults;
    }

    /**
     * The queues of all virtual hosts.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public List<QueueView> queues() {
        return running().ask(Views::queues);
    }

    /**
     * The queue of that name in the virtual host "/".
     *
     * @return the queue, nothing when there is none
     * @throws IllegalStateException when the broker is not running
     */
    public Optional<QueueView> queue(String name) {
        Objects.requireNonNull(name, "name");
        return queues().stream().filter(queue -> queue.name().equals(name) && queue.virtualHost().equals("/")).findFirst();
    }

    /**
     * The messages nobody has taken yet of the queue of that name in the virtual host "/", those that are next first. They stay
     * where they are.
     *
     * @return the messages, none when there is no such queue
     * @throws IllegalStateException when the broker is not running
     */
    public List<MessageView> messages(String queue) {
        Objects.requireNonNull(queue, "queue");
        return running().ask(broker -> Views.messages(broker.virtualHosts().get(0), queue));
    }

    /**
     * The exchanges of all virtual hosts, with the default one and those predefined.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public List<ExchangeView> exchanges() {
        return running().ask(Views::exchanges);
    }

    /**
     * The bindings of all virtual hosts.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public List<BindingView> bindings() {
        return running().ask(Views::bindings);
    }

    /**
     * How many clients are connected and have opened a virtual host.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public int connections() {
        return running().ask(broker -> broker.connections().size());
    }

    /**
     * The clients that are connected and have opened a virtual host, the oldest first.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public List<ConnectionView> connectionViews() {
        return running().ask(broker -> broker.connections().stream().map(Views::connection).toList());
    }

    /**
     * The open channels of all connections.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public List<ChannelView> channels() {
        return running().ask(broker -> broker.connections().stream().flatMap(connection -> connection.channels().stream())
                .map(Views::channel).toList());
    }

    /**
     * How many channels clients have opened since there is this broker, those included that have ended.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public long openedChannels() {
        return running().ask(BrokerState::openedChannels);
    }

    /**
     * Deletes the queues of that name in all virtual hosts, whoever uses them. Their consumers are told.
     *
     * @return whether there was one
     * @throws IllegalStateException when the broker is not running
     */
    public boolean deleteQueue(String name) {
        Objects.requireNonNull(name, "name");
        return running().ask(broker -> {
            boolean found = false;
            for (VirtualHost host : broker.virtualHosts()) {
                found |= host.queues().find(name).map(queue -> {
                    host.queues().delete(queue);
                    return true;
                }).orElse(false);
            }
            return found;
        });
    }

    /**
     * Cuts all connections as a broken network would, without the protocol's farewell. New ones are welcome. More of the kind
     * is in {@link #faults()}.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public void closeConnections() {
        running().ask(broker -> {
            broker.cutConnections();
            return null;
        });
    }

    synchronized BrokerState running() {
        if (loop == null) {
            throw notRunning();
        }
        return state;
    }

    private IoLoop listen() {
        try {
            return new IoLoop(host, port, timers);
        } catch (UnresolvedAddressException e) {
            throw new UncheckedIOException(new UnknownHostException("Cannot listen on " + host + ": unknown host"));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot listen on " + host + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private void farewell() {
        try {
            state.ask(broker -> {
                broker.announceShutdown();
                return null;
            });
        } catch (IllegalStateException e) {
            // The loop has ended already or the caller is interrupted: the port and the thread are freed all the same
        }
    }

    private void end() {
        loop.close();
        loop = null;
        state.stopped();
    }

    private static IllegalStateException notRunning() {
        return new IllegalStateException("The broker is not running");
    }
}
