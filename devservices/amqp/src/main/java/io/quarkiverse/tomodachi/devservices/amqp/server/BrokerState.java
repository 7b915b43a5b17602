package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import io.quarkiverse.tomodachi.devservices.amqp.model.MemoryMeter;
import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;
import io.quarkiverse.tomodachi.devservices.amqp.model.VirtualHost;

/**
 * What the connections of a broker share, and what is left of it while the broker does not run. Used by the loop's thread only,
 * but for {@link #ask}, and by nobody else while there is no loop.
 */
public final class BrokerState {

    private final Settings settings;
    private final Timers timers;
    private final Alarm alarm;
    private final MemoryMeter memory;
    private final Switches switches = new Switches();
    private final Map<String, VirtualHost> virtualHosts = new LinkedHashMap<>();
    private final Set<Connection> connections = new LinkedHashSet<>();
    private final DirectReplies directReplies = new DirectReplies();
    private IoLoop loop;
    private long lastConnection;
    private long openedChannels;

    public BrokerState(Settings settings, Timers timers) {
        this.settings = settings;
        this.timers = timers;
        // Not at once: whoever frees memory is in the middle of something else
        this.alarm = new Alarm(() -> timers.schedule(0, this::unblock));
        this.memory = new MemoryMeter(settings.memoryLimit(), alarm::memoryScarce);
        settings.virtualHosts().forEach(name -> virtualHosts.put(name, new VirtualHost(name, timers, memory)));
    }

    /** Begins to serve clients with the loop, which is not started yet. */
    public void serve(IoLoop newLoop) {
        loop = newLoop;
        newLoop.start(this::accept);
    }

    /** Leaves what outlives a broker, after its loop has ended. */
    public void stopped() {
        new ArrayList<>(connections).forEach(Connection::cut);
        switches.allOff();
        alarm.raise(false);
        virtualHosts.values().forEach(VirtualHost::restart);
    }

    /** Asks from another thread, and waits for the answer. */
    public <T> T ask(Function<BrokerState, T> question) {
        return loop.call(() -> question.apply(this));
    }

    public List<VirtualHost> virtualHosts() {
        return List.copyOf(virtualHosts.values());
    }

    /** The clients that have opened a virtual host. */
    public List<Connection> connections() {
        return connections.stream().filter(Connection::isOpen).toList();
    }

    /** How many channels there have been. */
    public long openedChannels() {
        return openedChannels;
    }

    void channelOpened() {
        openedChannels++;
    }

    public Alarm alarm() {
        return alarm;
    }

    /** Takes a raised alarm back, with effect at once. */
    public void clearAlarm() {
        alarm.raise(false);
        unblock();
    }

    public Switches switches() {
        return switches;
    }

    /** Cuts all connections, without a word. */
    public void cutConnections() {
        new ArrayList<>(connections).forEach(Connection::cut);
    }

    /** Tells all clients that the broker goes away. */
    public void announceShutdown() {
        new ArrayList<>(connections).forEach(Connection::announceShutdown);
    }

    /** Lets confirms pass again, and sends or drops those kept back. */
    public void releaseConfirms(boolean send) {
        switches.releaseConfirms();
        connections().forEach(connection -> connection.channels().forEach(channel -> channel.confirms().release(send)));
    }

    Optional<VirtualHost> virtualHost(String name) {
        return Optional.ofNullable(virtualHosts.get(name));
    }

    Timers timers() {
        return timers;
    }

    Settings settings() {
        return settings;
    }

    MemoryMeter memory() {
        return memory;
    }

    DirectReplies directReplies() {
        return directReplies;
    }

    void closed(Connection connection) {
        connections.remove(connection);
    }

    private void accept(Transport transport) {
        Connection connection = new Connection(transport, this, ++lastConnection);
        connections.add(connection);
        if (switches.newConnectionsSilent()) {
            connection.silence();
        }
    }

    private void unblock() {
        if (alarm.on()) {
            return;
        }
        new ArrayList<>(connections).forEach(connection -> connection.intake().unblock());
    }
}
