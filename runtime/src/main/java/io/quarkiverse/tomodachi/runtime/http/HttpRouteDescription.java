package io.quarkiverse.tomodachi.runtime.http;

import java.util.List;
import java.util.Set;

import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * A route as the application was built with it.
 *
 * @param handler what answers
 * @param methods upper-case methods, or {@code *} for all
 * @param url the regular expression as written
 * @param format what its results are
 * @param identified whether the caller has to be known before the handler is called, which cannot wait for it
 * @param unlogged statuses that are left out of the access log
 * @param allowBacktracking whether the expression may need exponential time
 */
public record HttpRouteDescription(HandlerDescription handler, List<String> methods, String url, Set<Integer> unlogged,
        ResultFormat format, boolean identified,
        boolean allowBacktracking) {
}
