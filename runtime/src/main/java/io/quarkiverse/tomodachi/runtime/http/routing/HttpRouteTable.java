package io.quarkiverse.tomodachi.runtime.http.routing;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The routes in declaration order; the first one that matches path and method wins. */
public final class HttpRouteTable {

    private final HttpRoute[] routes;
    private final PathIndex index;
    private final boolean direct;

    public HttpRouteTable(List<HttpRoute> routes) {
        this.routes = routes.toArray(HttpRoute[]::new);
        this.index = new PathIndex(routes.stream().map(HttpRoute::pattern).toList());
        this.direct = routes.stream().allMatch(route -> route.pattern().isDirect());
    }

    /** Whether finding a route makes no steps that count. */
    public boolean isDirect() {
        return direct;
    }

    /**
     * @param steps what the request has left; {@code null} if it has made none
     * @return the match; without a route, the methods that the path would take, if any
     * @throws PathTooCostlyException if finding out takes more steps than a request may make
     */
    public Match find(String method, String path, MatchingSteps steps) {
        Set<String> allowed = null;
        MatchingSteps left = steps == null && !direct ? new MatchingSteps() : steps;
        for (int candidate : index.candidates(path)) {
            HttpRoute route = routes[candidate];
            boolean accepted = route.accepts(method);
            if (!accepted && allowed != null && allowed.containsAll(route.methods())) {
                continue;
            }
            String[] groups = route.pattern().match(path, left);
            if (groups == null) {
                continue;
            }
            if (accepted) {
                return new Match(route, groups, Set.of());
            }
            allowed = allowed == null ? new TreeSet<>() : allowed;
            allowed.addAll(route.methods());
            if (route.methods().contains("GET")) {
                allowed.add("HEAD");
            }
        }
        return new Match(null, null, allowed == null ? Set.of() : allowed);
    }

    public record Match(HttpRoute route, String[] groups, Set<String> allowed) {
    }
}
