package io.quarkiverse.tomodachi.spi;

/**
 * Watches the calls of one handler, as metrics, tracing and the context of logs do. It never changes what happens: what it
 * throws is logged and forgotten.
 */
public interface InvocationObserver {

    /**
     * A call begins. Called where the handler will run, on its thread and in its Vert.x context, before the occurrence is
     * {@linkplain Invocation#prepare() prepared} and the request context is there.
     *
     * @param invocation the occurrence
     * @return is told how the call goes on; {@code null} if that is of no interest
     */
    Observation begin(Invocation invocation);

    /**
     * The occurrence is prepared: what is known of it only then, such as the uuid of a message, can be read. Called in the same
     * place, not at all if the preparation failed, and before middleware, decorators and the method.
     *
     * @param invocation the occurrence
     */
    default void prepared(Invocation invocation) {
    }

    /** One call. It has the methods called in this order, each once, on any thread. */
    interface Observation {

        /**
         * The handler has ended, and nobody was told of it yet. A {@code Uni} or {@code CompletionStage} is resolved.
         *
         * @param result what it gave, {@code null} also if it failed
         * @param failure what was thrown, {@code null} if nothing was
         */
        void ended(Object result, Throwable failure);

        /** Nothing of the call is needed any more: also a stream that the handler returned has come to its end. */
        default void released() {
        }
    }

    /** Makes observers. A bean, which its extension adds only to applications that have use for it. */
    interface Factory {

        /**
         * Makes the observer of a handler. Called when the application starts, and once for each invoker that is made for the
         * handler: its callbacks, if it has some, have one of their own.
         *
         * @param handler the handler
         * @return the observer; {@code null} if none is needed, which costs the calls of the handler nothing
         */
        InvocationObserver create(HandlerDescription handler);
    }
}
