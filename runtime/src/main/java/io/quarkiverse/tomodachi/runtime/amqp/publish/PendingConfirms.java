package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The publications of one channel that the broker has not confirmed, by their sequence numbers, which begin with 1. What it
 * takes follows from how many these are, however long one of them stays.
 */
final class PendingConfirms {

    private Publication[] ring = new Publication[256];
    private long first = 1;
    private long next = 1;
    /** How many the ring holds. */
    private int held;
    /** Those before the first in the ring: few, which are not confirmed while many others are. */
    private final NavigableMap<Long, Publication> late = new TreeMap<>();
    /** The highest number of one that was let go of without an answer, 0 for none. */
    private long lastForgotten;

    synchronized void add(long number, Publication publication) {
        skipDone();
        if (first == next) {
            first = number;
        }
        while (number - first >= ring.length) {
            if (held > ring.length / 2) {
                grow();
            } else {
                late.put(first, remove(first));
                skipDone();
            }
        }
        ring[index(number)] = publication;
        held++;
        next = number + 1;
    }

    /** The publication, or {@code null}. */
    synchronized Publication get(long number) {
        return number < first ? late.get(number) : number < next ? ring[index(number)] : null;
    }

    /** The first one of which it is true, or {@code null}. */
    synchronized Publication find(Predicate<Publication> condition) {
        for (Publication publication : late.values()) {
            if (condition.test(publication)) {
                return publication;
            }
        }
        for (long at = first; at < next; at++) {
            Publication publication = get(at);
            if (publication != null && condition.test(publication)) {
                return publication;
            }
        }
        return null;
    }

    /** Those of which it is true, in their order. What has failed by its deadline is let go of. */
    synchronized List<Publication> all(Predicate<Publication> condition) {
        forgetDone();
        List<Publication> found = new ArrayList<>();
        late.values().stream().filter(condition).forEach(found::add);
        for (long at = first; at < next; at++) {
            Publication publication = get(at);
            if (publication != null && condition.test(publication)) {
                found.add(publication);
            }
        }
        return found;
    }

    synchronized boolean isEmpty() {
        forgetLateDone();
        skipDone();
        return late.isEmpty() && first == next;
    }

    /** Takes out the publication of that number, with {@code multiple} those before it too. */
    synchronized List<Publication> take(long number, boolean multiple) {
        List<Publication> taken = new ArrayList<>(multiple ? 16 : 1);
        if (!late.isEmpty()) {
            NavigableMap<Long, Publication> before = late.subMap(multiple ? 0 : number, true, number, true);
            taken.addAll(before.values());
            before.clear();
        }
        for (long at = multiple ? first : Math.max(number, first); at <= Math.min(number, next - 1); at++) {
            Publication publication = remove(at);
            if (publication != null) {
                taken.add(publication);
            }
        }
        skipDone();
        return taken;
    }

    /** Takes out all, by their numbers. */
    synchronized Rest takeAll() {
        NavigableMap<Long, Publication> all = new TreeMap<>(late);
        late.clear();
        for (long at = first; at < next; at++) {
            Publication publication = remove(at);
            if (publication != null) {
                all.put(at, publication);
            }
        }
        first = next;
        return new Rest(all, lastForgotten);
    }

    /** For how many there is space now. */
    synchronized int places() {
        return ring.length + late.size();
    }

    private void forgetDone() {
        forgetLateDone();
        for (long at = first; at < next; at++) {
            Publication publication = get(at);
            if (publication != null && publication.isDone()) {
                forget(at);
            }
        }
    }

    private void forgetLateDone() {
        late.entrySet().removeIf(entry -> {
            boolean done = entry.getValue().isDone();
            lastForgotten = done ? Math.max(lastForgotten, entry.getKey()) : lastForgotten;
            return done;
        });
    }

    /** Takes it out of the ring, if it is there. */
    private void forget(long number) {
        if (remove(number) != null) {
            lastForgotten = Math.max(lastForgotten, number);
        }
    }

    /** What has failed by its deadline is not waited for, so that a confirmation that never comes takes no space. */
    private void skipDone() {
        while (first < next && (get(first) == null || get(first).isDone())) {
            forget(first);
            first++;
        }
    }

    /** Takes it out of the ring. */
    private Publication remove(long number) {
        Publication publication = ring[index(number)];
        if (publication != null) {
            ring[index(number)] = null;
            held--;
        }
        return publication;
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

    /**
     * What had no answer when its channel ended.
     *
     * @param publications by their numbers
     * @param lastForgotten up to which number others may be missing here, since they had failed by their deadlines
     */
    record Rest(NavigableMap<Long, Publication> publications, long lastForgotten) {
    }
}
