package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** A request for one handler. */
public class HttpInvocation implements Invocation {

    private final RoutingContext routing;
    private final String[] groups;
    private final Context vertxContext = Vertx.currentContext();

    public HttpInvocation(RoutingContext context, String[] groups) {
        this.routing = context;
        this.groups = groups;
    }

    /** The context of the request, which handler and router share. */
    @Override
    public Context context() {
        return vertxContext;
    }

    /** Makes the request and who sent it known to beans of the request, such as interceptors of security. */
    @Override
    public void prepare() {
        ArcContainer container = Arc.container();
        container.instance(CurrentVertxRequest.class).get().setCurrent(routing);
        if (routing.user() instanceof QuarkusHttpUser user) {
            InstanceHandle<CurrentIdentityAssociation> identity = container.instance(CurrentIdentityAssociation.class);
            if (identity.isAvailable()) {
                identity.get().setIdentity(user.getSecurityIdentity());
            }
        }
    }

    public RoutingContext routing() {
        return routing;
    }

    /** The value of a named group, {@code null} if the group took no part in the match. */
    public String group(int index) {
        return RequestPath.decodeGroup(groups[index]);
    }
}
