package io.quarkiverse.tomodachi.runtime.http.server;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.util.AttributeKey;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;

/** The first on the way of every request: knows the open connections, so that termination can close them politely. */
@Singleton
public class ServerConnections implements Handler<RoutingContext> {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");
    private static final AttributeKey<ServerConnections> OWNER = AttributeKey.valueOf(ServerConnections.class.getName());
    private static final String VERTX_HANDLER = "handler";
    private static final String HANDLER = ServerConnection.class.getName();
    private static final Duration SWEEP = Duration.ofMillis(25);

    /** Within this time after the period connections that are still in use have been closed, and their handlers told. */
    public static final Duration FORCED_CLOSE = Duration.ofMillis(500);

    /** How long clients that are between two requests get a response that tells them, instead of a closed connection. */
    private static final Duration COURTESY = LaunchMode.current() == LaunchMode.NORMAL ? Duration.ofSeconds(1)
            : Duration.ofMillis(100);

    private final ServerOptions options;
    private final CharSequence serverHeader;
    private final Set<ServerConnection> open = ConcurrentHashMap.newKeySet();
    private final Set<HttpConnection> multiplexed = ConcurrentHashMap.newKeySet();
    private final Set<Channel> listeners = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;
    /** When requests have to have ended; {@code null} as long as there is no haste. */
    private volatile Long deadline;

    ServerConnections(TomodachiConfig config, VertxHttpConfig http) {
        options = ServerOptions.of(config.httpServer(), http);
        serverHeader = options.serverHeader();
    }

    @Override
    public void handle(RoutingContext context) {
        meet(context);
        context.next();
    }

    /** To be called before the request is answered. */
    public void meet(RoutingContext context) {
        if (serverHeader != null) {
            context.response().putHeader(HttpHeaders.SERVER, serverHeader);
        }
        HttpServerRequest request = context.request();
        if (request.connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            if (channel.attr(OWNER).get() != this) {
                meet(channel, request);
            }
        }
    }

    private void meet(Channel channel, HttpServerRequest request) {
        if (!channel.eventLoop().inEventLoop()) {
            // as with the hot replacement of the development mode; a later request will be met in time
            return;
        }
        // a connection outlives the application that met it where that is replaced by a changed one
        channel.attr(OWNER).set(this);
        if (channel.parent() instanceof ServerChannel) {
            listeners.add(channel.parent());
            if (stopping) {
                // it had no request before, and so was not known when listening ended
                channel.parent().close();
            }
        }
        if (request.version() == HttpVersion.HTTP_2) {
            HttpConnection connection = request.connection();
            multiplexed.add(connection);
            channel.closeFuture().addListener(closed -> multiplexed.remove(connection));
            if (deadline != null) {
                // it had no request before, and so was not told with the others
                end(connection);
            }
        } else if (channel.pipeline().get(VERTX_HANDLER) != null) {
            ServerConnection connection = new ServerConnection(this, options, !request.isEnded());
            open.add(connection);
            if (channel.pipeline().get(HANDLER) != null) {
                channel.pipeline().remove(HANDLER);
            }
            channel.pipeline().addBefore(VERTX_HANDLER, HANDLER, connection);
        }
    }

    boolean isStopping() {
        return stopping;
    }

    void forget(ServerConnection connection) {
        open.remove(connection);
    }

    /** Takes no further connections; requests on open ones get an answer, which says that it is the last. */
    public Uni<Void> stopListening() {
        stopping = true;
        listeners.forEach(Channel::close);
        return Uni.createFrom().voidItem();
    }

    /** Completes when all connections are closed, those that are still in use after the period by force. */
    public Uni<Void> close(Duration period) {
        long begin = System.nanoTime();
        deadline = begin + period.toNanos();
        multiplexed.forEach(this::end);
        return Uni.createFrom().item(() -> sweep(System.nanoTime() - begin, period.toNanos())).onItem().delayIt().by(SWEEP)
                .repeat().until(done -> done).collect().last().replaceWithVoid();
    }

    /** Lets the requests of the connection end, and begins no other. */
    private void end(HttpConnection connection) {
        connection.shutdown(Math.max(1, TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())));
    }

    private boolean sweep(long elapsed, long period) {
        if (open.isEmpty() && multiplexed.isEmpty()) {
            return true;
        }
        if (elapsed >= Math.min(COURTESY.toNanos(), period)) {
            open.forEach(ServerConnection::closeIfIdle);
        }
        if (elapsed < period) {
            return false;
        }
        LOG.warnf("%d connections are closed by force: their requests have not ended in time",
                open.size() + multiplexed.size());
        open.forEach(ServerConnection::close);
        multiplexed.forEach(HttpConnection::close);
        return true;
    }
}
