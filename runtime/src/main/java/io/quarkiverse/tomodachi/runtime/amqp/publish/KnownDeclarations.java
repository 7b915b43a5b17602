package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/** What was declared on a connection, and need not be declared with each message, and what the broker has refused just now. */
final class KnownDeclarations {

    /** For how long others are not asked for that are refused, which holds up all that is published. */
    static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<String, Long> times = new ConcurrentHashMap<>();
    private final Map<Declaration, Refusal> refusals = new ConcurrentHashMap<>();

    boolean contain(Declaration declaration) {
        Long time = times.get(declaration.key());
        return time != null && System.nanoTime() - time < declaration.validNanos();
    }

    /** @param nanoTime when the declaration was begun */
    void add(Declaration declaration, long nanoTime) {
        times.put(declaration.key(), nanoTime);
    }

    /** A message found no queue there, so it may have been deleted. An exchange was there. */
    void foundNoQueue(Declaration declaration) {
        if (declaration != null && declaration.includesQueue()) {
            times.remove(declaration.key());
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
    int refusals() {
        return refusals.size();
    }

    private record Refusal(Throwable failure, long nanoTime) {

        boolean isOver(long now) {
            return now - nanoTime >= REFUSED_NANOS;
        }
    }
}
