package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The publications of one channel that the broker has not confirmed, by their sequence numbers, which begin with 1. */
final class PendingConfirms {

    private Publication[] ring = new Publication[256];
    private long first = 1;
    private long next = 1;

    synchronized void add(long number, Publication publication) {
        skipDone();
        while (number - first >= ring.length) {
            grow();
        }
        ring[index(number)] = publication;
        next = number + 1;
    }

    /** The publication, or {@code null}. */
    synchronized Publication get(long number) {
        return number >= first && number < next ? ring[index(number)] : null;
    }

    /** The first one of which it is true, or {@code null}. */
    synchronized Publication find(Predicate<Publication> condition) {
        for (long at = first; at < next; at++) {
            Publication publication = get(at);
            if (publication != null && condition.test(publication)) {
                return publication;
            }
        }
        return null;
    }

    /** Those of which it is true, in their order. */
    synchronized List<Publication> all(Predicate<Publication> condition) {
        List<Publication> found = new ArrayList<>();
        for (long at = first; at < next; at++) {
            Publication publication = get(at);
            if (publication != null && condition.test(publication)) {
                found.add(publication);
            }
        }
        return found;
    }

    synchronized boolean isEmpty() {
        skipDone();
        return first == next;
    }

    /** Takes out the publication of that number, with {@code multiple} those before it too. */
    synchronized List<Publication> take(long number, boolean multiple) {
        List<Publication> taken = new ArrayList<>(multiple ? 16 : 1);
        for (long at = multiple ? first : number; at <= number; at++) {
            Publication publication = get(at);
            if (publication != null) {
                taken.add(publication);
                ring[index(at)] = null;
            }
        }
        skipDone();
        return taken;
    }

    synchronized List<Publication> takeAll() {
        return take(next - 1, true);
    }

    /** What has failed by its deadline is not waited for, so that a confirmation that never comes takes no space. */
    private void skipDone() {
        while (first < next && (get(first) == null || get(first).isDone())) {
            ring[index(first)] = null;
            first++;
        }
    }

    private void grow() {
        Publication[] larger = new Publication[ring.length * 2];
        for (long at = first; at < next; at++) {
            larger[(int) (at & (larger.length - 1))] = ring[index(at)];
        }
        ring = larger;
    }

    private int index(long number) {
        return (int) (number & (ring.length - 1));
    }
}
