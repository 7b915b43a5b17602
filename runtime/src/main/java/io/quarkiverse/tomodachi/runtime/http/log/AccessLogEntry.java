package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Set;

import io.quarkiverse.tomodachi.Http;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A request whose line is still to be written. */
final class AccessLogEntry implements Handler<AsyncResult<Void>> {

    private static final int NO_STATUS = 0;
    /** As proxies log it: the client did not wait for the response. */
    private static final int CLIENT_GONE = 499;
    private static final int SERVER_ERROR = 500;

    private final AccessLog log;
    private final RoutingContext context;
    private final Set<Integer> unlogged;
    private final long begin = System.nanoTime();
    private long elapsed;
    private int handled = NO_STATUS;
    private boolean running;
    private boolean gone;
    private boolean done;

    AccessLogEntry(AccessLog log, RoutingContext context, Set<Integer> unlogged) {
        this.log = log;
        this.context = context;
        this.unlogged = unlogged;
    }

    @Override
    public synchronized void handle(AsyncResult<Void> ended) {
        if (done) {
            return;
        }
        done = true;
        elapsed = System.nanoTime() - begin;
        if (ended.succeeded()) {
            write(context.response().getStatusCode(), NO_STATUS);
        } else if (context.response().headWritten()) {
            write(CLIENT_GONE, context.response().getStatusCode());
        } else if (running) {
            gone = true;
        } else {
            write(CLIENT_GONE, handled);
        }
    }

    synchronized void handling() {
        running = true;
    }

    synchronized void handled(int status) {
        running = false;
        handled = status;
        if (gone) {
            gone = false;
            write(CLIENT_GONE, handled);
        }
    }

    private void write(int status, int replaced) {
        boolean quiet = !unlogged.isEmpty()
                && (unlogged.contains(status) || status < SERVER_ERROR && unlogged.contains(Http.EXCEPT_SERVER_ERRORS));
        if (!quiet) {
            log.write(new AccessLogFields(status, replaced, elapsed), context);
        }
    }
}
