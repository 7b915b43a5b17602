package io.quarkiverse.tomodachi.runtime.http.body;

import java.util.concurrent.atomic.AtomicBoolean;

import org.jboss.logging.Logger;

import io.netty.handler.codec.DecoderException;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.core.http.impl.HttpServerRequestWrapper;
import io.vertx.ext.web.FileUpload;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * Lets the body handler read a multipart form, and refuses one that ends before its closing delimiter. The body handler would
 * wait for the rest of a file for ever then, and take anything else for a form without fields.
 */
final class MultipartBody extends RoutingContextDecorator {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final AtomicBoolean cleaned = new AtomicBoolean();
    private final RoutingContext context;
    private final HttpServerRequest request;

    private MultipartBody(RoutingContext context, String boundary) {
        super(context.currentRoute(), (RoutingContextInternal) context);
        this.context = context;
        this.request = new WatchedRequest(this, context.request(), new PartScanner(boundary));
    }

    static void read(RoutingContext context, Handler<RoutingContext> bodyHandler) {
        String boundary = MediaTypeParameters.boundary(context.request().getHeader("Content-Type"));
        if (boundary == null || boundary.isEmpty()) {
            fail(context, "The multipart body has no boundary");
        } else {
            bodyHandler.handle(new MultipartBody(context, boundary));
        }
    }

    private static void fail(RoutingContext context, String problem) {
        context.fail(400, new DecoderException(problem));
    }

    @Override
    public HttpServerRequest request() {
        return request;
    }

    /** An upload whose file is closed already, as its client is gone, cannot be cancelled but deletes its file itself. */
    @Override
    public void cancelAndCleanupFileUploads() {
        if (!cleaned.compareAndSet(false, true)) {
            return;
        }
        for (FileUpload upload : fileUploads()) {
            boolean cancelled;
            try {
                cancelled = upload.cancel();
            } catch (IllegalStateException e) {
                cancelled = true;
            }
            if (!cancelled) {
                vertx().fileSystem().delete(upload.uploadedFileName())
                        .onFailure(e -> LOG.debugf(e, "The file of an upload is not deleted"));
            }
        }
    }

    @Override
    public void next() {
        context.next();
    }

    @Override
    public void fail(int statusCode) {
        context.fail(statusCode);
    }

    @Override
    public void fail(Throwable failure) {
        context.fail(failure);
    }

    @Override
    public void fail(int statusCode, Throwable failure) {
        context.fail(statusCode, failure);
    }

    private static final class WatchedRequest extends HttpServerRequestWrapper {

        private final RoutingContext context;
        private final PartScanner scanner;

        WatchedRequest(RoutingContext context, HttpServerRequest request, PartScanner scanner) {
            super((HttpServerRequestInternal) request);
            this.context = context;
            this.scanner = scanner;
        }

        @Override
        public HttpServerRequest handler(Handler<Buffer> handler) {
            super.handler(handler == null ? null : piece -> {
                scanner.pass(piece);
                if (scanner.isNested() && !context.failed()) {
                    context.cancelAndCleanupFileUploads();
                    context.fail(415, new NestedPartsException());
                }
                handler.handle(piece);
            });
            return this;
        }

        @Override
        public HttpServerRequest endHandler(Handler<Void> handler) {
            super.endHandler(handler == null ? null : ended -> {
                if (scanner.isClosed() || context.failed()) {
                    handler.handle(ended);
                } else {
                    context.cancelAndCleanupFileUploads();
                    MultipartBody.fail(context, "The multipart body has no end");
                }
            });
            return this;
        }
    }
}
