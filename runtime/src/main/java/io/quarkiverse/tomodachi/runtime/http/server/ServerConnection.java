package io.quarkiverse.tomodachi.runtime.http.server;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;

/**
 * An HTTP/1 connection: knows how many of its requests are unanswered, and says on the last response that it is the last.
 * Everything happens on the event loop of the connection.
 */
final class ServerConnection extends ChannelDuplexHandler {

    private static final int SWITCHING_PROTOCOLS = 101;
    private static final long BODY_MILLIS = 1000;

    private final ServerConnections server;
    private final ServerOptions options;
    private final long since = System.nanoTime();
    private ChannelHandlerContext context;
    private ScheduledFuture<?> idleCheck;
    private long idleSince;
    private int begun = 1;
    private int unanswered = 1;
    private int answered;
    private boolean receiving;
    private boolean closing;
    private boolean ownClose;
    private boolean dropping;

    /** A connection whose first request has just reached the router. */
    ServerConnection(ServerConnections server, ServerOptions options, boolean receiving) {
        this.server = server;
        this.options = options;
        this.receiving = receiving;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (message instanceof HttpRequest) {
            // a request after the last one is never begun, so that the client may send it again elsewhere
            dropping = dropping || closing || options.maxRequests() > 0 && begun >= options.maxRequests();
            if (!dropping) {
                begun++;
                unanswered++;
                receiving = true;
            }
        }
        if (message instanceof LastHttpContent) {
            receiving = false;
        }
        if (dropping) {
            ReferenceCountUtil.release(message);
        } else {
            ctx.fireChannelRead(message);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        if (message instanceof HttpResponse response) {
            int status = response.status().code();
            if (status == SWITCHING_PROTOCOLS) {
                ctx.write(message, promise);
                ctx.pipeline().remove(this);
                return;
            }
            if (status < 200) {
                ctx.write(message, promise);
                return;
            }
            begin(response);
        }
        if (message instanceof LastHttpContent) {
            end(ctx, message, promise);
        } else {
            ctx.write(message, promise);
        }
    }

    private void begin(HttpResponse response) {
        HttpHeaders headers = response.headers();
        if (headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE, true)) {
            // whoever said so, it is the server that has to close
            closing = true;
            ownClose = true;
        } else if (isLast() || endsWithConnection(response)) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            closing = true;
            ownClose = true;
        } else if (options.keepAliveHeader() != null) {
            headers.set(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE);
            headers.set("Keep-Alive", options.keepAliveHeader());
        }
    }

    /** Whether a client of HTTP/1.0 has not asked for a further request, or can know the end of the body by nothing else. */
    private static boolean endsWithConnection(HttpResponse response) {
        if (!response.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return false;
        }
        HttpHeaders headers = response.headers();
        int status = response.status().code();
        boolean bounded = headers.contains(HttpHeaderNames.CONTENT_LENGTH) || status == 204 || status == 304;
        return !bounded || !headers.containsValue(HttpHeaderNames.CONNECTION, HttpHeaderValues.KEEP_ALIVE, true);
    }

    private boolean isLast() {
        return unanswered <= 1 && (server.isStopping() || options.maxRequests() > 0 && answered + 1 >= options.maxRequests()
                || options.maxNanos() > 0 && System.nanoTime() - since >= options.maxNanos());
    }

    private void end(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
        answered++;
        unanswered = Math.max(0, unanswered - 1);
        if (!ownClose) {
            ctx.write(message, promise);
            awaitNext();
            return;
        }
        ctx.write(message, promise.unvoid()).addListener(written -> {
            if (receiving) {
                // a client that still sends would lose the response with the connection
                ctx.executor().schedule(() -> ctx.close(), BODY_MILLIS, TimeUnit.MILLISECONDS);
            } else {
                ctx.close();
            }
        });
    }

    private void awaitNext() {
        if (unanswered == 0 && options.keepAliveMillis() > 0) {
            idleSince = System.nanoTime();
            if (idleCheck == null) {
                checkIdleAfter(TimeUnit.MILLISECONDS.toNanos(options.keepAliveMillis()));
            }
        }
    }

    private void checkIdleAfter(long nanos) {
        idleCheck = context.executor().schedule(this::checkIdle, nanos, TimeUnit.NANOSECONDS);
    }

    private void checkIdle() {
        idleCheck = null;
        if (unanswered > 0) {
            return;
        }
        long left = TimeUnit.MILLISECONDS.toNanos(options.keepAliveMillis()) - (System.nanoTime() - idleSince);
        if (left <= 0) {
            context.close();
        } else {
            checkIdleAfter(left);
        }
    }

    void closeIfIdle() {
        context.executor().execute(() -> {
            if (unanswered == 0) {
                context.close();
            }
        });
    }

    void close() {
        context.channel().close().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        server.forget(this);
        if (idleCheck != null) {
            idleCheck.cancel(false);
        }
    }
}
