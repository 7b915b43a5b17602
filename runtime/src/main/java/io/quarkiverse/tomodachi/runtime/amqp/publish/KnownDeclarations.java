package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/** What was declared on a connection, and need not be declared with each message. */
final class KnownDeclarations {

    private final Map<String, Long> times = new ConcurrentHashMap<>();

    boolean contain(Declaration declaration) {
        Long time = times.get(declaration.key());
        return time != null && System.nanoTime() - time < declaration.validNanos();
    }

    /** @param nanoTime when the declaration was begun */
    void add(Declaration declaration, long nanoTime) {
        times.put(declaration.key(), nanoTime);
    }

    /** A message found no queue there, so it may have been deleted. */
    void forget(Declaration declaration) {
        times.remove(declaration.key());
    }
}
