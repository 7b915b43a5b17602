package io.quarkiverse.tomodachi.runtime.http;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
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
        RequestBeans.get().tell(routing);
    }

    @Override
    public HandlerCall call(HandlerDescription handler, HandlerCall call) {
        return new HttpHandlerCall(handler, call, this);
    }

    /** The client is gone; a response that another one has ended is no reason to stop. */
    @Override
    public void onAbandoned(Runnable cancellation) {
        routing.addEndHandler(ended -> {
            if (ended.failed()) {
                cancellation.run();
            }
        });
    }

    public RoutingContext routing() {
        return routing;
    }

    /** The value of a named group, {@code null} if the group took no part in the match, or the URL has none. */
    public String group(int index) {
        return index < 0 ? null : RequestPath.decodeGroup(groups[index]);
    }
}
