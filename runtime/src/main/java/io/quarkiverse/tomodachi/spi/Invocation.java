package io.quarkiverse.tomodachi.spi;

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
     * Called where the handler runs, before its parameters are bound: the place for work that may take long.
     *
     * @throws Exception if the handler is not to be called; the invocation fails with it
     */
    default void prepare() throws Exception {
    }
}
