package io.quarkiverse.tomodachi.runtime.http;

import java.util.function.BiConsumer;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityRecorder.DefaultAuthFailureHandler;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Callers who are authenticated only when someone asks who they are: {@code quarkus.http.auth.proactive=false}. */
final class DeferredAuthentication {

    private DeferredAuthentication() {
    }

    /** @return who the caller is, {@code null} if that is known already or nobody can know it */
    static Uni<SecurityIdentity> of(RoutingContext context) {
        return context.user() == null ? context.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY) : null;
    }

    /** Lets wrong credentials come to the error handler, where Quarkus would have ended the response. */
    static void leaveFailures(RoutingContext context) {
        BiConsumer<RoutingContext, Throwable> quarkus = context.get(QuarkusHttpUser.AUTH_FAILURE_HANDLER);
        if (quarkus != null) {
            BiConsumer<RoutingContext, Throwable> others = (request, failure) -> {
                if (!(DefaultAuthFailureHandler.extractRootCause(failure) instanceof AuthenticationFailedException)) {
                    quarkus.accept(request, failure);
                }
            };
            context.put(QuarkusHttpUser.AUTH_FAILURE_HANDLER, others);
        }
    }
}
