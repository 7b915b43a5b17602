package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;

import io.vertx.ext.web.RoutingContext;

/** A request that an error handler answers. */
public final class HttpErrorInvocation extends HttpInvocation {

    private static final String[] NO_GROUPS = {};

    private final int status;
    private final Throwable failure;

    public HttpErrorInvocation(RoutingContext context, int status, Throwable failure) {
        super(context, List.of(), NO_GROUPS, VertxContexts.of(context), true);
        this.status = status;
        this.failure = failure;
    }

    /** The failure is its very business. */
    @Override
    boolean isFailing() {
        return false;
    }

    public int status() {
        return status;
    }

    public Throwable failure() {
        return failure;
    }
}
