package io.quarkiverse.tomodachi.runtime.websocket;

import io.quarkus.vertx.core.runtime.context.VertxContextSafetyToggle;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;

/** The Vert.x contexts on which a handler and its callbacks are called. */
public final class CallContexts {

    private CallContexts() {
    }

    /** @return a context that nobody else has, on the event loop of the connection */
    public static Context next(Context connection) {
        Context context = VertxContext.createNewDuplicatedContext(connection);
        VertxContextSafetyToggle.setContextSafe(context, true);
        return context;
    }
}
