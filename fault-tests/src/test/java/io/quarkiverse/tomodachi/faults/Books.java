package io.quarkiverse.tomodachi.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** What came out of an application, by the identities that the broker gave. */
final class Books {

    private final Map<String, String> handled = new ConcurrentHashMap<>();

    /**
     * Enters it once, however often it comes.
     *
     * @param identity of the message that came out
     * @param id of what it is about
     */
    void handled(String identity, String id) {
        handled.put(identity, id);
    }

    int handled() {
        return Set.copyOf(handled.values()).size();
    }

    /** All that came out for those. */
    List<String> copies(Set<String> confirmed) {
        return handled.values().stream().filter(confirmed::contains).toList();
    }

    boolean hasHandled(String id) {
        return handled.containsValue(id);
    }

    /**
     * Tells the figures, which are true as soon as nothing is under way any more.
     *
     * @param dead those that went to a dead-letter queue
     * @param repeated those that were sent twice, and count once
     */
    Figures tell(String fault, Set<String> confirmed, Set<String> dead, Set<String> repeated) {
        Figures figures = count(confirmed, dead, repeated);
        System.out.printf("%-46s confirmed %6d   handled %6d   dead %3d   lost %d   duplicates %d%n", fault, confirmed.size(),
                figures.handled(), figures.dead().size(), figures.lost().size(), figures.duplicates());
        return figures;
    }

    /** As {@link #tell}, without a word. */
    Figures count(Set<String> confirmed, Set<String> dead, Set<String> repeated) {
        List<String> copies = copies(confirmed);
        List<String> once = copies.stream().filter(id -> !repeated.contains(id)).toList();
        Set<String> refused = new TreeSet<>(confirmed);
        refused.retainAll(dead);
        Set<String> lost = new TreeSet<>(confirmed);
        lost.removeAll(Set.copyOf(copies));
        lost.removeAll(refused);
        return new Figures(Set.copyOf(copies).size(), refused, lost, once.size() - Set.copyOf(once).size());
    }

    /**
     * Of the messages of one load that were confirmed.
     *
     * @param dead those that went to a dead-letter queue
     * @param lost those that are nowhere
     * @param duplicates how many were handled twice
     */
    record Figures(int handled, Set<String> dead, Set<String> lost, int duplicates) {
    }
}
