package io.quarkiverse.tomodachi.runtime.config;

import java.util.Map;

import io.smallrye.config.FallbackConfigSourceInterceptor;

/** Lets Quarkus see what is set by the names of this extension. */
public class HttpServerKeys extends FallbackConfigSourceInterceptor {

    private static final long serialVersionUID = 1L;

    private static final Map<String, String> NAMES = Map.of(
            "quarkus.http.port", "quarkus.tomodachi.http.port",
            "quarkus.http.host", "quarkus.tomodachi.http.host",
            "quarkus.http.so-reuse-port", "quarkus.tomodachi.http.reuse-port",
            "quarkus.http.limits.max-body-size", "quarkus.tomodachi.http.client-max-size");

    public HttpServerKeys() {
        super(key -> NAMES.getOrDefault(key, key));
    }
}
