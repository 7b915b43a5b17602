package io.quarkiverse.tomodachi.runtime.http.routing;

import io.vertx.ext.web.RoutingContext;

/** The part of a path that patterns are matched with. */
public final class HttpPaths {

    private HttpPaths() {
    }

    /**
     * The decoded path below {@code quarkus.http.root-path}. Dot segments are resolved, as path policies see it: a handler must
     * not be reached by a path that a policy takes for another one.
     *
     * @throws IllegalArgumentException if the path is not well encoded
     */
    public static String of(RoutingContext context, String rootPath) {
        return RequestPath.decode(below(rootPath, context.normalizedPath()));
    }

    /** The path below the root path, beginning with a slash. */
    static String below(String rootPath, String path) {
        if (path == null || path.isEmpty()) {
            return "/";
        }
        int length = rootPath.endsWith("/") ? rootPath.length() - 1 : rootPath.length();
        return path.length() > length && path.startsWith(rootPath.substring(0, length)) ? path.substring(length)
                : path.length() == length ? "/" : path;
    }
}
