package io.quarkiverse.tomodachi.spi;

import java.util.function.BiConsumer;

import io.quarkiverse.tomodachi.HandlerCall;
import io.vertx.core.Context;

/**
 * One occurrence of a trigger: a request, a message, a tick. Each transport has its own implementation, which carries what the
 * {@link ArgumentResolver}s of that transport need.
 */
public interface Invocation {

    /**
     * The duplicated Vert.x context that the occurrence came on and that the handler shall share.
     *
     * @return the context; {@code null}, the default, gives the handler a context of its own
     */
    default Context context() {
        return null;
    }

    /**
     * Begins a handler that runs on another thread than the caller's. By default at once. A transport may hold it until it has
     * told the stage of the result what follows, so that this follows on the thread of the handler, and never on that of the
     * caller.
     *
     * @param handler brings the handler to its thread; to be run once
     */
    default void begin(Runnable handler) {
        handler.run();
    }

    /**
     * Called where the handler runs, before middleware, decorators and the binding of parameters: the place for work that may
     * take long.
     *
     * @throws Exception if the handler is not to be called; the invocation fails with it
     */
    default void prepare() throws Exception {
    }

    /**
     * Called where the handler runs, right before its method is. What the invocation fails with after that may be the method's
     * own; without it, the method has seen nothing of the occurrence.
     */
    default void entered() {
    }

    /**
     * What middleware and decorators see of the occurrence. Called at most once for each call of the handler, and only
     * where there are any.
     *
     * @param handler the handler
     * @param call what is known of every call
     * @return a view that knows more and leaves the rest to the given one; by default the given one
     */
    default HandlerCall call(HandlerDescription handler, HandlerCall call) {
        return call;
    }

    /**
     * What the handler waits for, as it was declared: the pattern of a URL, a topic, an interval. Metrics and traces are told
     * apart by it, so it is one of few.
     *
     * @return empty by default
     */
    default String trigger() {
        return "";
    }

    /**
     * Whether somebody waits for an answer. At termination such an invocation is awaited by its transport, in
     * {@link Transport#drain()}, all others for {@code quarkus.tomodachi.termination-grace-period}.
     *
     * @return {@code false} by default
     */
    default boolean isRequest() {
        return false;
    }

    /**
     * Whether who brings the occurrence waits for the end of the handler at termination, for as long as it deems right, so that
     * nobody else has to.
     *
     * @return {@code false} by default
     */
    default boolean isAwaitedByCaller() {
        return false;
    }

    /**
     * Takes what is to be done when nobody waits for the result any more, such as when the client of a request is gone: a
     * {@code Uni} that has not completed is cancelled then, and the invocation is over. By default every result is waited for.
     *
     * @param cancellation may be run on any thread, and when the result is there already
     */
    default void onAbandoned(Runnable cancellation) {
    }

    /**
     * Takes what is to be done when nothing of the handler is needed any more: its request context ends, and termination does
     * not wait for it any longer. By default that is at once, as the result is there. A transport whose results go on after
     * that, as streams do, does it when they have ended, in whatever way.
     *
     * @param result the result, {@code null} also if the handler failed
     * @param release may be run on any thread; to be run once
     */
    default void onReleased(Object result, Runnable release) {
        release.run();
    }

    /**
     * Whether the transport understands what middleware or a decorator gave as the result. Asked only where there are any; the
     * invocation fails where it does not.
     *
     * @param result the result, may be {@code null}
     * @return {@code true} by default
     */
    default boolean accepts(Object result) {
        return true;
    }

    /**
     * What is known of the occurrence that helps those who read the log, beside the handler: never anything of its content.
     * Called when something is logged in the handler, and again after it was {@linkplain #prepare() prepared}.
     *
     * @param fields takes names and values; neither may be {@code null}
     */
    default void logFields(BiConsumer<String, String> fields) {
    }
}
