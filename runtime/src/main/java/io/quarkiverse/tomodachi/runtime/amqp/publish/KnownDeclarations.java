package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/** What was declared on a connection, and need not be declared with each message. */
final class KnownDeclarations {

    private final Map<String, Known> declarations = new ConcurrentHashMap<>();

    boolean contain(Declaration declaration) {
        Known known = declarations.get(declaration.key());
        return known != null && !known.isOver(System.nanoTime());
    }

    /** @param nanoTime when the declaration was begun */
    void add(Declaration declaration, long nanoTime) {
        declarations.values().removeIf(known -> known.isOver(nanoTime));
        declarations.put(declaration.key(), new Known(nanoTime, declaration.validNanos()));
    }

    /** A message found no queue there, so it may have been deleted. An exchange was there. */
    void foundNoQueue(Declaration declaration) {
        if (declaration != null && declaration.includesQueue()) {
            declarations.remove(declaration.key());
        }
    }

    /** How many it keeps now. */
    int size() {
        return declarations.size();
    }

    private record Known(long nanoTime, long validNanos) {

        boolean isOver(long now) {
            return now - nanoTime >= validNanos;
        }
    }
}
