package io.quarkiverse.tomodachi.runtime.http.file;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

import org.jboss.logging.Logger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Sends the bytes of a file, one piece at a time: the next one is read, on a worker thread, when the connection has taken the
 * one before. Vert.x' own sending of files would open the file once more by its name, on the event loop, and log an error for
 * each client that goes away during a large one.
 */
final class FileTransfer {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");
    private static final int PIECE = 128 * 1024;

    private final RoutingContext context;
    private final HttpServerResponse response;
    private final FileSource file;
    private final Runnable head;
    private final Promise<Void> done = Promise.promise();
    private ReadableByteChannel channel;

    /** @param head puts the status and the headers, called when the first bytes are there to be sent */
    FileTransfer(RoutingContext context, FileSource file, Runnable head) {
        this.context = context;
        this.response = context.response();
        this.file = file;
        this.head = head;
    }

    Future<Void> send(long offset, long length) {
        context.vertx().executeBlocking(() -> {
            channel = file.open(offset);
            return read(length);
        }, false).onComplete(first -> {
            if (first.failed() || response.closed()) {
                fail(first.failed() ? first.cause() : new IOException("The client is gone"));
            } else {
                head.run();
                write(first.result(), length);
            }
        });
        return done.future();
    }

    private void next(long left) {
        context.vertx().executeBlocking(() -> read(left), false).onComplete(piece -> {
            if (piece.failed()) {
                fail(piece.cause());
            } else {
                write(piece.result(), left);
            }
        });
    }

    /** Closes the file behind the last bytes. */
    private Buffer read(long left) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(left, PIECE));
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                throw new EOFException("The file has become shorter while it was sent");
            }
        }
        if (bytes.capacity() == left) {
            channel.close();
        }
        return Buffer.buffer(bytes.array());
    }

    private void write(Buffer piece, long left) {
        long rest = left - piece.length();
        try {
            Future<Void> written = rest == 0 ? response.end(piece) : response.write(piece);
            written.onComplete(result -> {
                if (result.failed()) {
                    fail(result.cause());
                } else if (rest == 0) {
                    done.complete();
                } else {
                    next(rest);
                }
            });
        } catch (IllegalStateException e) {
            // the response was ended or reset by someone else
            fail(e);
        }
    }

    private void fail(Throwable failure) {
        context.vertx().executeBlocking(() -> {
            if (channel != null) {
                channel.close();
            }
            return null;
        }, false).onComplete(closed -> {
            if (response.headWritten() && !response.closed()) {
                LOG.debug("A file could not be sent to its end", failure);
                response.reset();
            }
            done.fail(failure);
        });
    }
}
