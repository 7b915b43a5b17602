package io.quarkiverse.tomodachi.deployment.http;

import io.quarkiverse.tomodachi.runtime.http.HttpHandlers;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The handlers of requests, for routes that answer beside them. There where a service answers HTTP requests. */
public final class HttpHandlersBuildItem extends SimpleBuildItem {

    private final RuntimeValue<HttpHandlers> handlers;

    HttpHandlersBuildItem(RuntimeValue<HttpHandlers> handlers) {
        this.handlers = handlers;
    }

    public RuntimeValue<HttpHandlers> getHandlers() {
        return handlers;
    }
}
