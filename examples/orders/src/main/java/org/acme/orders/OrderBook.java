package org.acme.orders;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import jakarta.enterprise.event.Event;
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

        private Entry shipped() {
            return state == State.SHIPPED ? this : new Entry(id, State.SHIPPED, shipments + 1);
        }
    }

    private final Map<String, Entry> entries = new ConcurrentHashMap<>();
    private final Event<Entry> changes;

    OrderBook(Event<Entry> changes) {
        this.changes = changes;
    }

    void received(String id) {
        change(id, entry -> new Entry(id, State.RECEIVED, 0));
    }

    /** Moves an order on, never back: messages may arrive twice, or late. */
    void reserved(String id) {
        change(id, entry -> entry == null ? new Entry(id, State.RESERVED, 0) : entry.at(State.RESERVED));
    }

    /** @return whether this is the first shipment of the order; a second message about it changes nothing */
    boolean ship(String id) {
        return change(id, entry -> entry == null ? new Entry(id, State.SHIPPED, 1) : entry.shipped());
    }

    /** Tells those who observe the book; not while the entry is locked, as they may take their time. */
    private boolean change(String id, UnaryOperator<Entry> step) {
        boolean[] changed = new boolean[1];
        Entry now = entries.compute(id, (key, entry) -> {
            Entry next = step.apply(entry);
            changed[0] = !next.equals(entry);
            return next;
        });
        if (changed[0]) {
            changes.fire(now);
        }
        return changed[0];
    }

    Optional<Entry> find(String id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** The orders that are under way or were shipped, at most so many. */
    List<Entry> some(int limit) {
        return entries.values().stream().limit(limit).toList();
    }

    Map<State, Long> count() {
        return entries.values().stream().collect(Collectors.groupingBy(Entry::state, Collectors.counting()));
    }
}
