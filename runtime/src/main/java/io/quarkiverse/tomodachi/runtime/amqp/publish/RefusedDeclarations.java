package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.runtime.amqp.topology.Declaration;

/**
 * What the broker would not declare just now, on whatever connection. It is not asked again at once, for the sake of others.
 */
final class RefusedDeclarations {

    /** For how long others are not asked for that are refused, which holds up all that is published. */
    static final long REFUSED_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** Of those that it ended the connection for, or did not answer, as a quorum queue without a majority of its nodes. */
    static final long FAILED_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Map<Declaration, Refusal> refusals = new ConcurrentHashMap<>();

    /** @param nanoTime when the declaration was begun */
    void refused(Declaration declaration, Throwable failure, long nanoTime) {
        add(declaration, failure, nanoTime, REFUSED_NANOS);
    }

    /** @param nanoTime when that was known */
    void failed(Declaration declaration, Throwable failure, long nanoTime) {
        add(declaration, failure, nanoTime, FAILED_NANOS);
    }

    private void add(Declaration declaration, Throwable failure, long nanoTime, long validNanos) {
        refusals.values().removeIf(refusal -> refusal.isOver(nanoTime));
        refusals.put(declaration, new Refusal(failure, nanoTime, validNanos));
    }

    /** Why the broker does not accept it, {@code null} if it has to be asked. */
    Throwable refusal(Declaration declaration, long nanoTime) {
        Refusal refusal = refusals.get(declaration);
        return refusal == null || refusal.isOver(nanoTime) ? null : refusal.failure();
    }

    /** How many it keeps now. */
    int size() {
        return refusals.size();
    }

    private record Refusal(Throwable failure, long nanoTime, long validNanos) {

        boolean isOver(long now) {
            return now - nanoTime >= validNanos;
        }
    }
}
