package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Exchanges for which the broker has closed a channel, since the user may not publish to them, or not with each key. That takes
 * along what others have published over the channel, so that messages to these go over others from then on, one at a time.
 */
final class ForbiddenExchanges {

    /** For how long after a refusal all messages to an exchange stay apart that takes them with other keys. */
    static final long APART_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** By their names. */
    private final Map<String, Forbidden> exchanges = new ConcurrentHashMap<>();
    /** What was refused just now, so that the broker is not asked with each message. */
    private final Map<Place, Refusal> refusals = new ConcurrentHashMap<>();

    void refused(String exchange, String key, String words, long nanoTime) {
        exchanges.put(exchange, new Forbidden(key != null, nanoTime));
        refusals.values().removeIf(refusal -> refusal.isOver(nanoTime));
        refusals.put(new Place(exchange, key), new Refusal(words, nanoTime));
    }

    /** The broker has taken a message to it. Where that says nothing about other keys it stays apart for a while. */
    void taken(String exchange) {
        exchanges.computeIfPresent(exchange, (name, forbidden) -> forbidden.byKey() ? forbidden : null);
    }

    boolean contain(String exchange) {
        return !exchanges.isEmpty() && contain(exchange, System.nanoTime());
    }

    boolean contain(String exchange, long nanoTime) {
        return exchanges.computeIfPresent(exchange, (name, forbidden) -> forbidden.isOver(nanoTime) ? null : forbidden) != null;
    }

    /** Why the broker does not take the message, in its words; {@code null} if it has to be asked. */
    String refusal(Publication.Target target) {
        return refusals.isEmpty() ? null : refusal(target, System.nanoTime());
    }

    String refusal(Publication.Target target, long nanoTime) {
        Refusal any = refusals.get(new Place(target.exchange(), null));
        Refusal last = any != null && !any.isOver(nanoTime) ? any
                : refusals.get(new Place(target.exchange(), target.routingKey()));
        return last == null || last.isOver(nanoTime) ? null : last.words();
    }

    /** @param byKey whether other keys may be allowed */
    private record Forbidden(boolean byKey, long nanoTime) {

        boolean isOver(long now) {
            return byKey && now - nanoTime >= APART_NANOS;
        }
    }

    /** @param key {@code null} for all */
    private record Place(String exchange, String key) {
    }

    private record Refusal(String words, long nanoTime) {

        boolean isOver(long now) {
            return now - nanoTime >= RefusedDeclarations.REFUSED_NANOS;
        }
    }
}
