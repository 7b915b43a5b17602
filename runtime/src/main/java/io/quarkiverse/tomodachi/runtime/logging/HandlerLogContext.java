package io.quarkiverse.tomodachi.runtime.logging;

import java.util.Map;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

/**
 * Lets everything that is logged in a handler tell which one it is. The fields belong to the Vert.x context of the call, and
 * end
 * with it: what follows on the same thread does not have them, and what the call left behind, such as a {@code Uni} that goes
 * on,
 * still does.
 */
@Singleton
@Priority(1000)
public class HandlerLogContext implements InvocationObserver.Factory {

    private final boolean enabled;

    HandlerLogContext(TomodachiConfig config) {
        this.enabled = config.logging().handlerFields();
    }

    @Override
    public InvocationObserver create(HandlerDescription handler) {
        return enabled ? new Observer(Map.of("handler", handler.id(), "service", handler.service(), "transport",
                handler.transport())) : null;
    }

    private record Observer(Map<String, String> fields) implements InvocationObserver {

        @Override
        public Observation begin(Invocation invocation) {
            if (Vertx.currentContext() instanceof ContextInternal context) {
                HandlerMdc.enter(context, fields, invocation);
            }
            return null;
        }

        @Override
        public void prepared(Invocation invocation) {
            if (Vertx.currentContext() instanceof ContextInternal context) {
                HandlerMdc.prepared(context, invocation);
            }
        }
    }
}
