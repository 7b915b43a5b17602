package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import com.rabbitmq.client.Connection;

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

    /** It closed a channel. @param nanoTime when that was known */
    void refused(Declaration declaration, Throwable failure, long nanoTime) {
        add(declaration, new Refusal(failure, null, nanoTime, REFUSED_NANOS));
    }

    /** It closed the connection. @param nanoTime when that was known */
    void ended(Declaration declaration, Throwable failure, long nanoTime) {
        add(declaration, new Refusal(failure, null, nanoTime, FAILED_NANOS));
    }

    /** Which may be for the connection. @param nanoTime when that was known */
    void unanswered(Declaration declaration, Throwable failure, Connection connection, long nanoTime) {
        add(declaration, new Refusal(failure, connection, nanoTime, FAILED_NANOS));
    }

    private void add(Declaration declaration, Refusal latest) {
        refusals.values().removeIf(refusal -> refusal.isOver(latest.nanoTime()));
        refusals.put(declaration, latest);
    }

    /** Why the broker does not accept it, {@code null} if it has to be asked. */
    Throwable refusal(Declaration declaration, Connection connection, long nanoTime) {
        Refusal refusal = refusals.get(declaration);
        return refusal == null || refusal.isOver(nanoTime) || refusal.isOfAnother(connection) ? null : refusal.failure();
    }

    /** How many it keeps now. */
    int size() {
        return refusals.size();
    }

    /** @param connection the one that it is about, {@code null} for all */
    private record Refusal(Throwable failure, Connection connection, long nanoTime, long validNanos) {

        boolean isOver(long now) {
            return now - nanoTime >= validNanos;
        }

        boolean isOfAnother(Connection other) {
            return connection != null && connection != other;
        }
    }
}
