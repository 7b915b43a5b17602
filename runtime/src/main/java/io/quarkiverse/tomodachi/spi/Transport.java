package io.quarkiverse.tomodachi.spi;

import java.util.List;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.PausableHandler;
import io.smallrye.mutiny.Uni;

/**
 * The running part of a kind of trigger: what brings occurrences to handlers. A CDI bean that its extension adds only to
 * applications that use the transport.
 * <p>
 * At start: {@link #start()} of all transports, then the hooks that follow it, then {@link #receive()}. At termination:
 * {@link #pause()}, then running handlers are awaited, then {@link #stop()}. Phases of different transports run side by side.
 */
public interface Transport {

    /** @return the name for logs and health, such as {@code amqp} */
    String name();

    /**
     * Connects and declares. Nothing is given to handlers yet.
     *
     * @return completes when the transport could receive; a failure ends the start of the application
     */
    default Uni<Void> start() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Tells what the handlers listen on. Asked when the transport has started, and later.
     *
     * @return one for each handler, in the order of their declaration; none unless it is overridden
     */
    default List<HandlerInfo> handlers() {
        return List.of();
    }

    /**
     * Tells which handlers can be told to receive nothing for a while. Asked at any time from the start of the application on.
     *
     * @return one for each method, or for each of its triggers; none unless it is overridden
     */
    default List<PausableHandler> pausableHandlers() {
        return List.of();
    }

    /**
     * Begins to call handlers.
     *
     * @return completes when it has begun
     */
    default Uni<Void> receive() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Takes nothing new. Acknowledgements and publishing go on.
     *
     * @return completes when no further invocation will begin; not waited for much longer than the grace period, like what
     *         {@link #drain()} and {@link #stop()} return
     */
    default Uni<Void> pause() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Waits, at the same time as running handlers are awaited, for what is left to do for that which was taken before
     * {@link #pause()}. Ends by itself within the grace period.
     *
     * @return completes when nothing is left to do
     */
    default Uni<Void> drain() {
        return Uni.createFrom().voidItem();
    }

    /**
     * Tells how the transport is, for the readiness of the application. Asked often and on any thread; answers from what is
     * known, without asking anybody.
     *
     * @return ready unless it is overridden
     */
    default TransportHealth health() {
        return TransportHealth.READY;
    }

    /**
     * Releases everything. Called once, after running handlers have ended or the time for them is over.
     *
     * @return completes when connections are closed
     */
    default Uni<Void> stop() {
        return Uni.createFrom().voidItem();
    }
}
