package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;

/** What the connections of a broker share. Used by the loop's thread only, but for {@link #ask}. */
public final class BrokerState {

    private final IoLoop loop;
    private final Credentials credentials;
    private final Map<String, VirtualHost> virtualHosts = new LinkedHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final DirectReplies directReplies = new DirectReplies();

    public BrokerState(IoLoop loop, Credentials credentials, List<String> virtualHostNames) {
        this.loop = loop;
        this.credentials = credentials;
        virtualHostNames.forEach(name -> virtualHosts.put(name, new VirtualHost(name, loop.timers())));
    }

    /** Takes a new client in. */
    public void accept(Transport transport) {
        connections.add(new Connection(transport, this));
    }

    /** Asks from another thread, and waits for the answer. */
    public <T> T ask(Function<BrokerState, T> question) {
        return loop.call(() -> question.apply(this));
    }

    public List<VirtualHost> virtualHosts() {
        return List.copyOf(virtualHosts.values());
    }

    /** How many clients have opened a virtual host. */
    public int openConnections() {
        return (int) connections.stream().filter(Connection::isOpen).count();
    }

    /** Cuts all connections, without a word. */
    public void cutConnections() {
        new ArrayList<>(connections).forEach(Connection::cut);
    }

    /** Tells all clients that the broker goes away. */
    public void announceShutdown() {
        new ArrayList<>(connections).forEach(Connection::announceShutdown);
    }

    Optional<VirtualHost> virtualHost(String name) {
        return Optional.ofNullable(virtualHosts.get(name));
    }

    Timers timers() {
        return loop.timers();
    }

    Credentials credentials() {
        return credentials;
    }

    DirectReplies directReplies() {
        return directReplies;
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }
}
