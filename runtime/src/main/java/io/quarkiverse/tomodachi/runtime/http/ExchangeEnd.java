package io.quarkiverse.tomodachi.runtime.http;

import java.util.concurrent.atomic.AtomicBoolean;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** The end of an exchange: its response has ended, or its client is gone. */
final class ExchangeEnd {

    private ExchangeEnd() {
    }

    /**
     * Runs the action once, on the event loop, when the exchange ends or if it has ended already. Not at once, as Vert.x tells
     * of the end while it holds the lock of the connection.
     *
     * @param context that of the request
     */
    static void then(RoutingContext routing, Context context, Runnable action) {
        AtomicBoolean seen = new AtomicBoolean();
        Runnable ended = () -> {
            if (seen.compareAndSet(false, true)) {
                context.runOnContext(ignored -> action.run());
            }
        };
        HttpServerResponse response = routing.response();
        try {
            routing.addEndHandler(ignored -> ended.run());
        } catch (IllegalStateException tooLate) {
            ended.run();
        }
        if (response.ended() || response.closed()) {
            // perhaps before anybody was there to be told
            ended.run();
        }
    }
}
