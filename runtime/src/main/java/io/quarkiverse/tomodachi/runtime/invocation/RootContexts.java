package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.util.concurrent.EventExecutor;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/**
 * A root context of each event loop, which the contexts of invocations are duplicates of, in turns: if all were made of the
 * current context, they would share its thread.
 */
final class RootContexts {

    private final ContextInternal[] roots;
    private final AtomicInteger next = new AtomicInteger();

    RootContexts(Vertx vertx) {
        VertxInternal internal = (VertxInternal) vertx;
        int loops = 0;
        for (EventExecutor ignored : internal.getEventLoopGroup()) {
            loops++;
        }
        roots = new ContextInternal[loops];
        for (int i = 0; i < loops; i++) {
            roots[i] = internal.createEventLoopContext();
        }
    }

    Context duplicate() {
        return VertxContext.createNewDuplicatedContext(roots[Math.floorMod(next.getAndIncrement(), roots.length)]);
    }
}
