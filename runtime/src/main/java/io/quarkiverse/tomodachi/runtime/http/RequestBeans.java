package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.invocation.RequestContexts;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** Beans that are told of each request, looked up once for each container, as tests and live reload have several. */
final class RequestBeans {

    private static volatile RequestBeans current;

    private final ArcContainer container;
    private final CurrentVertxRequest request;
    private final CurrentIdentityAssociation identity;
    private final boolean used;

    private RequestBeans(ArcContainer container) {
        this.container = container;
        this.used = container.instance(RequestContexts.class).get().used();
        this.request = container.instance(CurrentVertxRequest.class).get();
        InstanceHandle<CurrentIdentityAssociation> association = container.instance(CurrentIdentityAssociation.class);
        this.identity = association.isAvailable() ? association.get() : null;
    }

    static RequestBeans get() {
        ArcContainer container = Arc.container();
        RequestBeans beans = current;
        if (beans == null || beans.container != container) {
            beans = new RequestBeans(container);
            current = beans;
        }
        return beans;
    }

    /** Keeps nothing of the application that ends. */
    static void forget() {
        current = null;
    }

    /** @return the request context that is active now, {@code null} if there is none or no use for one */
    ContextState state() {
        return used ? container.requestContext().getStateIfActive() : null;
    }

    void tell(RoutingContext routing) {
        if (!used) {
            return;
        }
        request.setCurrent(routing);
        if (identity == null) {
            return;
        }
        if (routing.user() instanceof QuarkusHttpUser user) {
            identity.setIdentity(user.getSecurityIdentity());
            return;
        }
        // who sent it is found out when someone asks
        Uni<SecurityIdentity> deferred = routing.get(QuarkusHttpUser.DEFERRED_IDENTITY_KEY);
        if (deferred != null) {
            identity.setIdentity(deferred);
        }
    }
}
