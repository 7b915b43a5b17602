package io.quarkiverse.tomodachi.devservices.amqp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;
import io.quarkiverse.tomodachi.devservices.amqp.server.BrokerState;
import io.quarkiverse.tomodachi.devservices.amqp.server.Credentials;
import io.quarkiverse.tomodachi.devservices.amqp.server.IoLoop;

/**
 * A small AMQP 0-9-1 broker inside the JVM, for development and tests. It keeps everything in memory, runs on one daemon
 * thread, and behaves as RabbitMQ does in what it implements; the rest it refuses with the protocol's errors.
 * <p>
 * Safe for use by several threads. Several brokers can run in one JVM.
 */
public final class AmqpBroker implements AutoCloseable {

    private final Builder settings;
    private IoLoop loop;
    private BrokerState state;
    private boolean closed;

    private AmqpBroker(Builder settings) {
        this.settings = settings;
    }

    /** Settings with their defaults: 127.0.0.1, a free port, user guest with password guest, virtual host "/". */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Begins to listen. Starting a broker that runs does nothing.
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
            try {
                loop = new IoLoop(settings.host, settings.port);
            } catch (UnresolvedAddressException e) {
                throw new UncheckedIOException(
                        new UnknownHostException("Cannot listen on " + settings.host + ": unknown host"));
            } catch (IOException e) {
                throw new UncheckedIOException(
                        "Cannot listen on " + settings.host + ":" + settings.port + ": " + e.getMessage(), e);
            }
            state = new BrokerState(loop, new Credentials(settings.user, settings.password),
                    List.copyOf(settings.virtualHosts));
            loop.start(state::accept);
        }
        return this;
    }

    /** The host name or address it was told to listen on. */
    public String host() {
        return settings.host;
    }

    /**
     * The TCP port it listens on.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public synchronized int port() {
        running();
        return loop.port();
    }

    /** Tells all clients that the broker goes away, and frees the port and the thread. May be called again. */
    @Override
    public synchronized void close() {
        if (loop != null && !closed) {
            farewell();
            loop.close();
        }
        closed = true;
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
        return running().ask(BrokerState::openConnections);
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
     * Cuts all connections as a broken network would, without the protocol's farewell. New ones are welcome.
     *
     * @throws IllegalStateException when the broker is not running
     */
    public void closeConnections() {
        running().ask(broker -> {
            broker.cutConnections();
            return null;
        });
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

    private synchronized BrokerState running() {
        if (loop == null || closed) {
            throw new IllegalStateException("The broker is not running");
        }
        return state;
    }

    /** The settings of a broker to be. */
    public static final class Builder {

        private static final int MAX_PORT = 65_535;

        private final Set<String> virtualHosts = new LinkedHashSet<>(List.of("/"));
        private String host = "127.0.0.1";
        private int port;
        private String user = "guest";
        private String password = "guest";

        private Builder() {
        }

        /** The host name or address to listen on; 127.0.0.1 unless set. */
        public Builder host(String newHost) {
            this.host = Objects.requireNonNull(newHost, "host");
            return this;
        }

        /**
         * The TCP port to listen on; 0, the default, takes a free one.
         *
         * @throws IllegalArgumentException when it is not between 0 and 65535
         */
        public Builder port(int newPort) {
            if (newPort < 0 || newPort > MAX_PORT) {
                throw new IllegalArgumentException("Not a port: " + newPort);
            }
            this.port = newPort;
            return this;
        }

        /** The user who may log in; guest with password guest unless set. */
        public Builder credentials(String newUser, String newPassword) {
            this.user = Objects.requireNonNull(newUser, "user");
            this.password = Objects.requireNonNull(newPassword, "password");
            return this;
        }

        /** Adds a virtual host beside "/", which is always there. */
        public Builder virtualHost(String name) {
            virtualHosts.add(Objects.requireNonNull(name, "name"));
            return this;
        }

        /** A broker that is not running yet. */
        public AmqpBroker build() {
            Builder copy = new Builder();
            copy.host(host).port(port).credentials(user, password).virtualHosts.addAll(virtualHosts);
            return new AmqpBroker(copy);
        }
    }
}
