package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.EventLoopGroup;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollector;

/** How many calls may be under way, with a connection each. Those that are too many wait for the end of others, in order. */
final class CallLimit {

    /** Not the one of the caller's context, which may be of a worker that waits for the call. */
    private final EventLoopGroup timers;
    private final HttpSettings settings;
    private final Set<Waiting> waiting = new LinkedHashSet<>();
    private int under;

    CallLimit(EventLoopGroup timers, HttpSettings settings) {
        this.timers = timers;
        this.settings = settings;
    }

    /**
     * Begins a call now or later, which has to {@link #leave} then; or fails it.
     *
     * @throws java.util.concurrent.RejectedExecutionException after the end of Vert.x
     */
    void enter(Exchange exchange) {
        if (take(exchange)) {
            exchange.begin();
        }
    }

    private boolean take(Exchange exchange) {
        Waiting last = new Waiting(exchange);
        int before;
        synchronized (this) {
            if (under < settings.connections()) {
                under++;
                return true;
            }
            before = waiting.size();
            if (before < settings.mostWaiting()) {
                last.timer = timers.schedule(() -> refuse(last), settings.waitingTime(), TimeUnit.MILLISECONDS);
                waiting.add(last);
            }
        }
        if (last.timer == null) {
            exchange.fail(SdkClientException.create(before + " calls wait for a connection already, as many as "
                    + settings.key("max-pending-connection-acquires") + " allows"));
        } else {
            exchange.end().whenComplete((done, failure) -> remove(last));
        }
        return false;
    }

    private void refuse(Waiting late) {
        if (remove(late)) {
            late.exchange.fail(SdkClientException.create("No connection was free within " + settings.waitingTime() + " ms; "
                    + settings.connections() + " calls are under way, as many as " + settings.key("max-concurrency")
                    + " allows"));
        }
    }

    /** @return whether it still waited */
    private boolean remove(Waiting over) {
        boolean removed;
        synchronized (this) {
            removed = waiting.remove(over);
        }
        if (removed) {
            over.timer.cancel(false);
        }
        return removed;
    }

    synchronized void report(MetricCollector metrics) {
        metrics.reportMetric(HttpMetric.MAX_CONCURRENCY, settings.connections());
        metrics.reportMetric(HttpMetric.LEASED_CONCURRENCY, under);
        metrics.reportMetric(HttpMetric.AVAILABLE_CONCURRENCY, settings.connections() - under);
        metrics.reportMetric(HttpMetric.PENDING_CONCURRENCY_ACQUIRES, waiting.size());
    }

    void leave() {
        Waiting next = next();
        if (next != null) {
            next.timer.cancel(false);
            next.exchange.begin();
        }
    }

    private synchronized Waiting next() {
        Iterator<Waiting> first = waiting.iterator();
        if (!first.hasNext()) {
            under--;
            return null;
        }
        Waiting next = first.next();
        first.remove();
        return next;
    }

    private static final class Waiting {

        private final Exchange exchange;
        private ScheduledFuture<?> timer;

        Waiting(Exchange exchange) {
            this.exchange = exchange;
        }
    }
}
