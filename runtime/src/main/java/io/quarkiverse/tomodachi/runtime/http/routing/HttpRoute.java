package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.Set;

import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/**
 * A route that is ready to be matched.
 *
 * @param url the pattern as it was written
 * @param takesBody whether the handler takes the body as it is
 * @param takesContext whether the handler can read groups and body from the routing context
 * @param mayAnswer whether the handler, or middleware before it, can end the response itself
 */
public record HttpRoute(String id, Service service, Set<String> methods, String url, PathPattern pattern, Set<Integer> unlogged,
        boolean takesBody, boolean takesContext, boolean mayAnswer, ResultFormat format, boolean identified,
        HandlerInvoker invoker) {

    private static final String ANY = "*";

    public boolean accepts(String method) {
        return methods.contains(method) || methods.contains(ANY) || ("HEAD".equals(method) && methods.contains("GET"));
    }
}
