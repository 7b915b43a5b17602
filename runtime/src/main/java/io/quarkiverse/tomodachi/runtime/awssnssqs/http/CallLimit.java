package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.ArrayDeque;
import java.util.Deque;

import io.vertx.core.Vertx;
import software.amazon.awssdk.core.exception.SdkClientException;

/** How many calls may be under way, with a connection each. Those that are too many wait for the end of others, in order. */
final class CallLimit {

    private final Vertx vertx;
    private final HttpSettings settings;
    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int under;

    CallLimit(Vertx vertx, HttpSettings settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    /** Begins a call now or later, which has to {@link #leave} then; or fails it. */
    void enter(Exchange exchange) {
        if (!take(exchange)) {
            return;
        }
        exchange.begin();
    }

    private boolean take(Exchange exchange) {
        int before;
        synchronized (this) {
            if (under < settings.connections()) {
                under++;
                return true;
            }
            before = waiting.size();
            if (before < settings.mostWaiting()) {
                Waiting last = new Waiting(exchange);
                waiting.add(last);
                last.timer = vertx.setTimer(settings.waitingTime(), ignored -> refuse(last));
                return false;
            }
        }
        exchange.fail(SdkClientException.create(before + " calls wait for a connection already, as many as "
                + settings.key("max-pending-connection-acquires") + " allows"));
        return false;
    }

    private void refuse(Waiting late) {
        boolean removed;
        synchronized (this) {
            removed = waiting.remove(late);
        }
        if (removed) {
            late.exchange.fail(SdkClientException.create("No connection was free within " + settings.waitingTime() + " ms; "
                    + settings.connections() + " calls are under way, as many as " + settings.key("max-concurrency")
                    + " allows"));
        }
    }

    void leave() {
        Waiting next = next();
        if (next != null) {
            vertx.cancelTimer(next.timer);
            next.exchange.begin();
        }
    }

    private synchronized Waiting next() {
        Waiting next = waiting.poll();
        while (next != null && next.exchange.isOver()) {
            vertx.cancelTimer(next.timer);
            next = waiting.poll();
        }
        if (next == null) {
            under--;
        }
        return next;
    }

    private static final class Waiting {

        private final Exchange exchange;
        private long timer;

        Waiting(Exchange exchange) {
            this.exchange = exchange;
        }
    }
}
