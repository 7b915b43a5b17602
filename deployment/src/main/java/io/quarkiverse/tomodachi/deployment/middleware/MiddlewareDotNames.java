package io.quarkiverse.tomodachi.deployment.middleware;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.AsyncDecorator;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.TomodachiService;

/** Names of middleware and decorators. */
final class MiddlewareDotNames {

    static final DotName SERVICE = DotName.createSimple(TomodachiService.class);
    static final DotName HANDLER_DECORATOR = DotName.createSimple(HandlerDecorator.class);
    static final DotName DECORATOR = DotName.createSimple(AsyncDecorator.class);

    private MiddlewareDotNames() {
    }
}
