package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;

/** What waits to be sent, is being sent, or was sent and not answered. */
final class UnderWay {

    private final Queue<Publication> outgoing = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean sending = new AtomicBoolean();

    /** Set by who sends, as what follows. */
    private volatile Publication current;
    private volatile PublishingChannel channel;
    private final ApartChannels apart = new ApartChannels();

    void add(Publication publication) {
        outgoing.add(publication);
    }

    /** The next one that waits, which is being sent from now on; {@code null} if there is none. */
    Publication next() {
        Publication next = outgoing.poll();
        current = next;
        return next;
    }

    boolean isAnyWaiting() {
        return !outgoing.isEmpty();
    }

    /** The next one that waits, for who does not send it; {@code null} if there is none. */
    Publication take() {
        return outgoing.poll();
    }

    /** @return whether the caller is the one who sends from now on, until {@link #release} */
    boolean claim() {
        return sending.compareAndSet(false, true);
    }

    void release() {
        sending.set(false);
    }

    /** Where messages are sent last, {@code null} before the first one. */
    PublishingChannel channel() {
        return channel;
    }

    void channel(PublishingChannel opened) {
        channel = opened;
    }

    /** For what must not end the others' channel. */
    ApartChannels apart() {
        return apart;
    }

    boolean isAnyUnanswered() {
        PublishingChannel open = channel;
        return open != null && open.hasUnanswered() || apart.hasUnanswered();
    }

    boolean isBusy() {
        return sending.get() || isAnyWaiting() || isAnyUnanswered();
    }

    /** Those that have no outcome yet, and of which it is true. */
    List<Publication> unfinished(Predicate<Publication> condition) {
        // in the order of their way, so that none escapes; one may be met twice
        Predicate<Publication> wanted = publication -> !publication.isDone() && condition.test(publication);
        Set<Publication> found = new LinkedHashSet<>();
        outgoing.stream().filter(wanted).forEach(found::add);
        Publication inHand = current;
        if (inHand != null && wanted.test(inHand)) {
            found.add(inHand);
        }
        PublishingChannel open = channel;
        if (open != null) {
            found.addAll(open.unanswered(wanted));
        }
        found.addAll(apart.unanswered(wanted));
        return List.copyOf(found);
    }

    /** Keeps nothing in memory that waits behind others and has its outcome already. */
    void forgetDone() {
        outgoing.removeIf(Publication::isDone);
    }
}
