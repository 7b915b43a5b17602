package io.quarkiverse.tomodachi.runtime.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.http.server.ServerConnections;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.runtime.LaunchMode;
import io.smallrye.mutiny.Uni;

/** Stops the server politely: no further connections, an answer to every request, then open connections are closed. */
@Singleton
public class HttpTransport implements Transport {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.http");

    private final ServerConnections connections;
    private final InFlight inFlight;
    private final GracePeriods periods;
    private final List<HandlerInfo> handlers = new CopyOnWriteArrayList<>();
    private volatile HttpDispatcher dispatcher;

    HttpTransport(ServerConnections connections, InFlight inFlight, GracePeriods periods) {
        this.connections = connections;
        this.inFlight = inFlight;
        this.periods = periods;
    }

    void use(HttpDispatcher newDispatcher) {
        this.dispatcher = newDispatcher;
    }

    /** Takes what there is, in the order of their declaration. */
    public void know(List<HandlerInfo> some) {
        handlers.addAll(some);
    }

    @Override
    public List<HandlerInfo> handlers() {
        return List.copyOf(handlers);
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public Uni<Void> pause() {
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            return connections.stopListening();
        }
        // the server outlives a live reload
        HttpDispatcher current = dispatcher;
        if (current != null) {
            current.pause();
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> drain() {
        HttpDispatcher current = dispatcher;
        if (current != null) {
            current.drain();
        }
        Uni<Void> closed = LaunchMode.current() == LaunchMode.DEVELOPMENT ? Uni.createFrom().voidItem()
                : connections.close(periods.ofRequests());
        return Uni.join().all(closed, handlersEnded()).andFailFast().replaceWithVoid();
    }

    /** A handler may go on when its client is gone. */
    private Uni<Void> handlersEnded() {
        Duration period = periods.ofRequests().plus(ServerConnections.FORCED_CLOSE);
        return Uni.createFrom().completionStage(inFlight::drainRequests).ifNoItem().after(period).recoverWithUni(() -> {
            LOG.warnf("%d handlers of requests are still running; nobody waits for them any more", inFlight.runningRequests());
            return Uni.createFrom().voidItem();
        });
    }
}
