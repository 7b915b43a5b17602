package io.quarkiverse.tomodachi.runtime.websocket.handshake;

import io.quarkiverse.tomodachi.runtime.websocket.WebsocketDescription;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.spi.runtime.MethodDescription;
import io.quarkus.security.spi.runtime.SecurityCheck;
import io.quarkus.security.spi.runtime.SecurityCheckStorage;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/**
 * Decides by the annotations of a handler, before the handshake, whether the user may connect. The interceptors of the handler
 * decide once more, and alone where the values of parameters matter.
 */
final class WebsocketSecurity {

    private WebsocketSecurity() {
    }

    /** @return completes with the user, {@code null} if the application has no security; fails if that user may not connect */
    static Uni<SecurityIdentity> authorize(RoutingContext context, WebsocketDescription handler) {
        SecurityCheck check = check(handler);
        return QuarkusHttpUser.getSecurityIdentity(context, null).chain(identity -> {
            if (identity == null || check == null || check.requiresMethodArguments()) {
                return Uni.createFrom().item(identity);
            }
            return check.nonBlockingApply(identity, method(handler), null).replaceWith(identity);
        });
    }

    private static SecurityCheck check(WebsocketDescription handler) {
        InstanceHandle<SecurityCheckStorage> storage = Arc.container().instance(SecurityCheckStorage.class);
        return storage.isAvailable() ? storage.get().getSecurityCheck(method(handler)) : null;
    }

    private static MethodDescription method(WebsocketDescription handler) {
        return new MethodDescription(handler.className(), handler.method(),
                handler.parameterTypes().toArray(String[]::new));
    }
}
