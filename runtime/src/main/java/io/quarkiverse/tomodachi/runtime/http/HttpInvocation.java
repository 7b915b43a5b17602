package io.quarkiverse.tomodachi.runtime.http;

import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.runtime.http.routing.HttpRoute;
import io.quarkiverse.tomodachi.runtime.http.routing.RequestPath;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableContext.ContextState;
import io.quarkus.arc.ManagedContext;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;

/** A request for one handler. */
public class HttpInvocation implements Invocation {

    private final RoutingContext routing;
    private final List<String> names;
    private final String[] groups;
    private final Context vertxContext;
    private final boolean answersItself;
    private Runnable held;
    /** The end of a stream, {@code null} if the result is none. */
    private CompletableFuture<Void> streamed;
    /** {@code null} if nothing of the application has use for one. */
    private ContextState requestContext;

    /**
     * @param names the names of the groups of the URL
     * @param groups their values in the same order, {@code null} for those that took no part in the match
     * @param vertxContext the context of the request
     * @param answersItself whether the handler can end the response itself, and so go on after it
     */
    protected HttpInvocation(RoutingContext context, List<String> names, String[] groups, Context vertxContext,
            boolean answersItself) {
        this.routing = context;
        this.names = names;
        this.groups = groups;
        this.vertxContext = vertxContext;
        this.answersItself = answersItself;
    }

    /** The result is written where the handler ran, since that may block. */
    @Override
    public void begin(Runnable handler) {
        held = handler;
    }

    /** To be called when the stage of the result knows what follows. */
    void begin() {
        if (held != null) {
            held.run();
        }
    }

    /** The context of the request, which handler and router share. */
    @Override
    public Context context() {
        return vertxContext;
    }

    /** Makes the request and who sent it known to beans of the request, such as interceptors of security. */
    @Override
    public void prepare() {
        RequestBeans beans = RequestBeans.get();
        beans.tell(routing);
        requestContext = beans.state();
    }

    @Override
    public HandlerCall call(HandlerDescription handler, HandlerCall call) {
        return new HttpHandlerCall(call, this);
    }

    @Override
    public String trigger() {
        HttpRoute route = Exchange.of(routing).route();
        return route == null ? "" : route.url();
    }

    @Override
    public boolean isRequest() {
        return true;
    }

    /** The exchange is over, unless the handler has ended it itself: that may be to go on without its client. */
    @Override
    public void onAbandoned(Runnable cancellation) {
        ExchangeEnd.then(routing, vertxContext, () -> {
            if (!answersItself || isFailing() || !routing.response().ended()) {
                cancellation.run();
            }
        });
    }

    /** Whether the request failed, so that somebody else answers it. */
    boolean isFailing() {
        return routing.failed() || Exchange.of(routing).isFailing();
    }

    /** A stream ends with the exchange, whether it was sent to its end, was cut off or was never begun. */
    @Override
    public void onReleased(Object result, Runnable release) {
        if (isStream(result)) {
            if (streamed == null) {
                streamed = new CompletableFuture<>();
                ExchangeEnd.then(routing, vertxContext, () -> streamed.complete(null));
            }
            streamed.thenRun(release);
        } else {
            release.run();
        }
    }

    private static boolean isStream(Object result) {
        Object body = result instanceof Response response ? response.body() : result;
        return body instanceof Multi || body instanceof InputStream;
    }

    /** Writes what the handler gave; a stream is begun within the request context of the handler. */
    void write(Object result, Supplier<Future<Void>> write) {
        ContextState state = requestContext;
        ManagedContext context = state == null || !isStream(result) ? null : Arc.container().requestContext();
        if (context == null || context.isActive() || !state.isValid()) {
            written(write.get());
            return;
        }
        context.activate(state);
        try {
            written(write.get());
        } finally {
            context.deactivate();
        }
    }

    /** A response that is cut off may not tell of its end. */
    private void written(Future<Void> end) {
        if (streamed != null) {
            end.onComplete(ignored -> streamed.complete(null));
        }
    }

    public RoutingContext routing() {
        return routing;
    }

    /** The value of a named group, {@code null} if the group took no part in the match, or the URL has none. */
    public String group(int index) {
        return index < 0 ? null : RequestPath.decodeGroup(groups[index]);
    }

    /** The same for a group whose place is not known. */
    public String group(String name) {
        return group(names.indexOf(name));
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
