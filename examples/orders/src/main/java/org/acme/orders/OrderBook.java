package org.acme.orders;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import jakarta.inject.Singleton;

/** What we know of orders. In memory, to keep the example small: each instance knows what it has seen. */
@Singleton
public class OrderBook {

    /** How far an order has come. */
    public enum State {
        RECEIVED,
        RESERVED,
        SHIPPED
    }

    /** An order and how far it has come. */
    public record Entry(String id, State state, int shipments) {

        private Entry at(State next) {
            return new Entry(id, state.compareTo(next) > 0 ? state : next, shipments);
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    void received(String id) {
        entries.put(id, new Entry(id, State.RECEIVED, 0));
    }

    /** Moves an order on, never back: messages may arrive twice, or late. */
    void reserved(String id) {
        entries.compute(id, (key, entry) -> entry == null ? new Entry(id, State.RESERVED, 0) : entry.at(State.RESERVED));
    }

    /** @return whether this is the first shipment of the order; a second message about it changes nothing */
    boolean ship(String id) {
        boolean[] first = new boolean[1];
        entries.compute(id, (key, entry) -> {
            first[0] = entry == null || entry.state() != State.SHIPPED;
            return first[0] ? new Entry(id, State.SHIPPED, entry == null ? 1 : entry.shipments() + 1) : entry;
        });
        return first[0];
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    Map<State, Long> count() {
        return entries.values().stream().collect(Collectors.groupingBy(Entry::state, Collectors.counting()));
    }
}
