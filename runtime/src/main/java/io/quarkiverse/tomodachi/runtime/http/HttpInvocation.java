package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.vertx.ext.web.RoutingContext;

/** A request for one handler. */
public class HttpInvocation implements Invocation {

    private final RoutingContext context;
    private final String[] groups;

    public HttpInvocation(RoutingContext context, String[] groups) {
        this.context = context;
        this.groups = groups;
    }

    public RoutingContext context() {
        return context;
    }

    /** The value of a named group, {@code null} if the group took no part in the match. */
    public String group(int index) {
        return RequestPath.decodeGroup(groups[index]);
    }
}
