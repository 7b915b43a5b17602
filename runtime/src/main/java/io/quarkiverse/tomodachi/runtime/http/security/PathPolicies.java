package io.quarkiverse.tomodachi.runtime.http.security;

import io.quarkiverse.tomodachi.runtime.http.VertxContexts;
import io.quarkiverse.tomodachi.runtime.http.routing.PathSpelling;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.vertx.http.runtime.security.HttpAuthorizer;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextDecorator;
import io.vertx.ext.web.impl.RoutingContextInternal;

/**
 * The policies of paths once more, for requests whose path is spelled otherwise than policies are written. Quarkus has asked
 * them about the spelling of the client, while URLs are matched with what the path means.
 */
public final class PathPolicies {

    private static final PathPolicies NONE = new PathPolicies(null);

    private final HttpAuthorizer authorizer;

    private PathPolicies(HttpAuthorizer authorizer) {
        this.authorizer = authorizer;
    }

    /** Those of the application, none without the security of Quarkus. */
    public static PathPolicies ofApplication() {
        InstanceHandle<HttpAuthorizer> authorizer = Arc.container().instance(HttpAuthorizer.class);
        return authorizer.isAvailable() ? new PathPolicies(authorizer.get()) : NONE;
    }

    /** Whether the policies have seen the path as they are written. To be called for paths that are well encoded. */
    public boolean hold(RoutingContext context) {
        return authorizer == null || PathSpelling.canonical(context.normalizedPath()).equals(context.normalizedPath());
    }

    /** Goes on where the policies permit the request; where they do not, it is answered as any that they refuse. */
    public void check(RoutingContext context, Runnable permitted) {
        authorizer.checkPermission(new Respelled((RoutingContextInternal) context, permitted));
    }

    /** The request as a client would have sent it that encodes what must be encoded. */
    private static final class Respelled extends RoutingContextDecorator {

        private final RoutingContextInternal original;
        private final String path;
        private final Context context;
        private final Runnable permitted;

        Respelled(RoutingContextInternal original, Runnable permitted) {
            super(original.currentRoute(), original);
            this.original = original;
            this.path = PathSpelling.canonical(original.normalizedPath());
            this.context = VertxContexts.of(original);
            this.permitted = permitted;
        }

        @Override
        public String normalizedPath() {
            return path;
        }

        @Override
        public void next() {
            onContext(permitted);
        }

        @Override
        public void fail(int statusCode) {
            onContext(() -> original.fail(statusCode));
        }

        @Override
        public void fail(Throwable failure) {
            onContext(() -> original.fail(failure));
        }

        @Override
        public void fail(int statusCode, Throwable failure) {
            onContext(() -> original.fail(statusCode, failure));
        }

        /** Policies may decide on any thread. */
        private void onContext(Runnable action) {
            if (Vertx.currentContext() == context && Context.isOnEventLoopThread()) {
                action.run();
            } else {
                context.runOnContext(ignored -> action.run());
            }
        }
    }
}
