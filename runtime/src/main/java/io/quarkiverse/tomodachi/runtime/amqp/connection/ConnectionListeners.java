package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** Those who want to know when there is a connection. */
final class ConnectionListeners {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    private final Queue<Runnable> listeners = new ConcurrentLinkedQueue<>();

    void add(Runnable listener) {
        listeners.add(listener);
    }

    /** Tells all of them, whichever fail. */
    void opened() {
        for (Runnable listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException | Error e) {
                LogEvent.of(LOG, Level.ERROR, "Who waits for a connection to the AMQP broker failed when there was one")
                        .because(e)
                        .write();
            }
        }
    }
}
