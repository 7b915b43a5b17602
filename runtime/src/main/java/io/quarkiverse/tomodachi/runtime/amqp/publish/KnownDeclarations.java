package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/** What was declared on a connection, and need not be declared with each message, and what the broker has refused just now. */
final class KnownDeclarations {

    /** For how long others are not asked for that are refused, which holds up all that is published. */
    static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Known> declarations = new ConcurrentHashMap<>();
    private final Map<Declaration, Refusal> refusals = new ConcurrentHashMap<>();

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

    void refuse(Declaration declaration, Throwable failure, long nanoTime) {
        refusals.values().removeIf(refusal -> refusal.isOver(nanoTime));
        refusals.put(declaration, new Refusal(failure, nanoTime));
    }

    /** Why the broker does not accept it, {@code null} if it has to be asked. */
    Throwable refusal(Declaration declaration, long nanoTime) {
        Refusal refusal = refusals.get(declaration);
        return refusal == null || refusal.isOver(nanoTime) ? null : refusal.failure();
    }

    /** How many it keeps now. */
    int size() {
        return declarations.size();
    }

    /** How many it keeps now. */
    int refusals() {
        return refusals.size();
    }

    private record Known(long nanoTime, long validNanos) {

        boolean isOver(long now) {
            return now - nanoTime >= validNanos;
        }
    }

    private record Refusal(Throwable failure, long nanoTime) {

        boolean isOver(long now) {
            return now - nanoTime >= REFUSED_NANOS;
        }
    }
}
