package io.quarkiverse.tomodachi.spi;

import java.util.concurrent.CompletionStage;

/**
 * Calls a handler. The invoker that {@link HandlerInvokers} gives to a transport counts running work, runs the method where its
 * {@link ExecutionModel} says, with a request context of its own where the application could use one, and binds its parameters.
 */
public interface HandlerInvoker {

    /**
     * Calls the handler. May be called on any thread; returns without waiting unless the handler runs on the calling thread.
     *
     * @param invocation the occurrence
     * @return the result of the method, a {@code Uni} or {@code CompletionStage} resolved; fails with what was thrown. Never
     *         throws itself
     */
    CompletionStage<Object> invoke(Invocation invocation);
}
