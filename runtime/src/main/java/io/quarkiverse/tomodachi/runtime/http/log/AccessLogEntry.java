package io.quarkiverse.tomodachi.runtime.http.log;

import java.util.Set;

import io.quarkiverse.tomodachi.Http;
import io.vertx.core.AsyncResult;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/** A request whose line is still to be written, which happens outside of the lock: it may take others. */
final class AccessLogEntry implements Handler<AsyncResult<Void>> {

    private static final int NO_STATUS = 0;
    /** As proxies log it: the client did not wait for the response. */
    private static final int CLIENT_GONE = 499;
    private static final int SERVER_ERROR = 500;

    private final AccessLog log;
    private final RoutingContext context;
    private final long begin = System.nanoTime();
    private Set<Integer> unlogged;
    private boolean wanted = true;
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

    /** @param wanted whether there is to be a line at all */
    synchronized void follow(boolean wanted, Set<Integer> unlogged) {
        this.wanted = wanted;
        this.unlogged = unlogged;
    }

    /** May be called with the lock of the connection held, which what the response is asked for takes, too. */
    @Override
    public void handle(AsyncResult<Void> ended) {
        int status = context.response().getStatusCode();
        boolean begun = ended.succeeded() || context.response().headWritten();
        write(end(ended.succeeded(), begun, status));
    }

    /** @return {@code null} if there is nothing to write, or not yet */
    private synchronized AccessLogFields end(boolean succeeded, boolean begun, int status) {
        if (done) {
            return null;
        }
        done = true;
        elapsed = System.nanoTime() - begin;
        if (succeeded) {
            return fields(status, NO_STATUS);
        }
        if (begun) {
            return fields(CLIENT_GONE, status);
        }
        gone = running;
        return gone ? null : fields(CLIENT_GONE, handled);
    }

    synchronized void handling() {
        running = true;
    }

    void handled(int status) {
        write(ended(status));
    }

    private synchronized AccessLogFields ended(int status) {
        running = false;
        handled = status;
        boolean due = gone;
        gone = false;
        return due ? fields(CLIENT_GONE, handled) : null;
    }

    private AccessLogFields fields(int status, int replaced) {
        boolean quiet = unlogged.contains(status)
                || status < SERVER_ERROR && unlogged.contains(Http.EXCEPT_SERVER_ERRORS);
        return wanted && !quiet ? new AccessLogFields(status, replaced, elapsed) : null;
    }

    private void write(AccessLogFields fields) {
        if (fields != null) {
            log.write(fields, context);
        }
    }
}
