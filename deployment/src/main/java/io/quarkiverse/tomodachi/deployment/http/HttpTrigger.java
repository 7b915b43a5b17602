package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;

/** What an HTTP annotation says. */
record HttpTrigger(List<String> methods, String url, Set<Integer> unlogged, String produces) {

    static HttpTrigger of(TriggerMethod method) {
        String single = HttpDotNames.METHOD_OF.get(method.annotation().name());
        List<String> methods = single != null ? List.of(single)
                : Stream.of(method.value(HttpDotNames.METHOD).asStringArray()).map(name -> name.toUpperCase(Locale.ROOT))
                        .distinct().toList();
        return new HttpTrigger(methods, method.value(single != null ? "value" : HttpDotNames.URL).asString(),
                UnloggedStatuses.of(method), method.value(HttpDotNames.PRODUCES).asString());
    }

    /** Whether the URL is known when the application is built. */
    boolean isLiteral() {
        return !ConfiguredText.isExpression(url);
    }

    PathPattern pattern() {
        return PathPattern.parse(url);
    }
}
