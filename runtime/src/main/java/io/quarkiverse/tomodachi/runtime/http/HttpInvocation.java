package io.quarkiverse.tomodachi.runtime.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

/** A request for one handler. */
public class HttpInvocation implements Invocation {

    private final RoutingContext routing;
    private final List<String> names;
    private final String[] groups;
    private final Context vertxContext;

    /**
     * @param names the names of the groups of the URL
     * @param groups their values in the same order, {@code null} for those that took no part in the match
     * @param vertxContext the context of the request
     */
    protected HttpInvocation(RoutingContext context, List<String> names, String[] groups, Context vertxContext) {
        this.routing = context;
        this.names = names;
        this.groups = groups;
        this.vertxContext = vertxContext;
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
        return new HttpHandlerCall(call, this);
    }

    @Override
    public boolean isRequest() {
        return true;
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

    /** The values of the groups that took part in the match, in the order of the URL. */
    Map<String, String> namedGroups() {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            if (groups[i] != null) {
                named.put(names.get(i), group(i));
            }
        }
        return named;
    }
}
