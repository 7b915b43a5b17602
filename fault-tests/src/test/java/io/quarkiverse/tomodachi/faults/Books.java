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

    boolean hasHandled(String id) {
        return handled.containsValue(id);
    }

    Set<String> missing(Set<String> confirmed) {
        Set<String> missing = new TreeSet<>(confirmed);
        missing.removeAll(Set.copyOf(handled.values()));
        return missing;
    }

    /**
     * Tells the figures.
     *
     * @param repeated those that were sent twice, and count once
     * @return how many were handled twice
     */
    int tell(String fault, Set<String> confirmed, int dead, Set<String> repeated) {
        List<String> once = handled.values().stream().filter(id -> !repeated.contains(id)).toList();
        int duplicates = once.size() - Set.copyOf(once).size();
        System.out.printf("%-46s confirmed %6d   handled %6d   dead %3d   lost %d   duplicates %d%n", fault, confirmed.size(),
                handled(), dead, missing(confirmed).size(), duplicates);
        return duplicates;
    }
}
