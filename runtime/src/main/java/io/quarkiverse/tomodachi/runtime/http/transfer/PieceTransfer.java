package io.quarkiverse.tomodachi.runtime.http.transfer;

import java.io.IOException;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.http.transfer.PieceSource.Piece;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends a body one piece at a time: the next one is read, on a worker thread, when the connection has taken the one before.
 */
public final class PieceTransfer {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final PieceSource source;
    private final Runnable head;
    private final Promise<Void> done = Promise.promise();

    /**
     * @param source is closed in any case
     * @param head puts the status and the headers, called when the first bytes are there to be sent
     */
    public PieceTransfer(RoutingContext context, PieceSource source, Runnable head) {
        this.context = context;
        this.response = context.response();
        this.source = source;
        this.head = head;
    }

    /**
     * @return fails if the first bytes could not be had or the head could not be made: nothing was sent then. Completes in any
     *         other case, also where the client went away; after a failure during the transfer the connection is given up
     */
    public Future<Void> send() {
        next();
        return done.future();
    }

    private void next() {
        try {
            context.vertx().executeBlocking(source::next, false).onComplete(piece -> {
                if (piece.failed()) {
                    failed(piece.cause());
                } else {
                    write(piece.result());
                }
            });
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void write(Piece piece) {
        if (response.closed() || response.ended()) {
            gone(new IOException("The client is gone"));
            return;
        }
        try {
            if (!response.headWritten()) {
                head.run();
            }
        } catch (Throwable failure) {
            failed(failure);
            return;
        }
        try {
            Future<Void> written = piece.last() ? response.end(piece.bytes()) : response.write(piece.bytes());
            written.onComplete(result -> {
                if (result.failed()) {
                    gone(result.cause());
                } else if (piece.last()) {
                    close(done::tryComplete);
                } else {
                    next();
                }
            });
        } catch (IllegalStateException ended) {
            // by someone else
            gone(ended);
        } catch (Throwable failure) {
            failed(failure);
        }
    }

    private void gone(Throwable reason) {
        LOG.debug("A body could not be sent to its end", reason);
        close(() -> {
            giveUp();
            done.tryComplete();
        });
    }

    private void failed(Throwable failure) {
        close(() -> {
            if (response.headWritten()) {
                LOG.error("A body failed after its response had begun", failure);
                giveUp();
                done.tryComplete();
            } else {
                done.tryFail(failure);
            }
        });
    }

    private void giveUp() {
        if (response.headWritten() && !response.closed()) {
            response.reset();
        }
    }

    private void close(Runnable next) {
        try {
            context.vertx().executeBlocking(() -> {
                source.close();
                return null;
            }, false).onComplete(closed -> {
                if (closed.failed()) {
                    LOG.debug("What a body was read from could not be closed", closed.cause());
                }
                next.run();
            });
        } catch (Throwable failure) {
            LOG.debug("What a body was read from could not be closed", failure);
            next.run();
        }
    }
}
