package io.quarkiverse.tomodachi.deployment.devservices;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

import org.jboss.logging.Logger;

import io.quarkus.deployment.builditem.Startable;

/**
 * Keeps brokers of this process across live reloads.
 * <p>
 * In dev mode Quarkus asks for a container engine, loudly and for a second, as soon as any of its own Dev Services is declared.
 * Brokers that need no engine are therefore not declared there.
 */
final class EmbeddedBrokers {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.devservices");

    private final Map<String, Running> running = new HashMap<>();

    private record Running(Object identity, Startable broker) {
    }

    /** The broker of that name; a new one is started if there is none, or its identity is another one now. */
    synchronized Startable start(String name, Object identity, Supplier<Startable> maker) {
        Running known = running.get(name);
        if (known != null && known.identity().equals(identity)) {
            return known.broker();
        }
        if (known != null) {
            close(known.broker());
        }
        Startable broker = maker.get();
        broker.start();
        running.put(name, new Running(identity, broker));
        LOG.infof("Dev Services: %s in this process at %s", name, broker.getConnectionInfo());
        return broker;
    }

    synchronized void closeAll() {
        running.values().forEach(known -> close(known.broker()));
        running.clear();
    }

    private static void close(Startable broker) {
        try {
            broker.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
