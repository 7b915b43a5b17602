package io.quarkiverse.tomodachi.devservices.amqp.server;

import io.quarkiverse.tomodachi.devservices.amqp.model.Timers;

/** Shows the client that we are there, and ends the connection of a client that is gone. */
final class Heartbeats {

    private final Connection connection;
    private final Transport transport;
    private final Timers timers;
    private Timers.Timer next;
    private long intervalMillis;
    private long lastSent;
    private long lastReceived;

    Heartbeats(Connection connection, Transport transport, Timers timers) {
        this.connection = connection;
        this.transport = transport;
        this.timers = timers;
    }

    /**
     * @param seconds the agreed interval, 0 for no heartbeats
     */
    void start(int seconds) {
        intervalMillis = seconds * 1000L;
        received();
        sent();
        scheduleNext();
    }

    void stop() {
        intervalMillis = 0;
        if (next != null) {
            next.cancel();
        }
    }

    void sent() {
        lastSent = timers.now();
    }

    void received() {
        lastReceived = timers.now();
    }

    private void scheduleNext() {
        if (intervalMillis > 0) {
            next = timers.schedule(intervalMillis / 2, this::beat);
        }
    }

    private void beat() {
        if (!transport.reading()) {
            // We do not listen to it now, so its silence tells nothing
            received();
        }
        if (timers.now() - lastReceived > 2 * intervalMillis) {
            connection.unheard();
            return;
        }
        if (timers.now() - lastSent >= intervalMillis / 2) {
            connection.sendHeartbeat();
        }
        scheduleNext();
    }
}
