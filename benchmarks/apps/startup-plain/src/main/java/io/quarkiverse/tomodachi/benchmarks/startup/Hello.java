package io.quarkiverse.tomodachi.benchmarks.startup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.vertx.ext.web.Router;

@ApplicationScoped
public class Hello {

    void register(@Observes Router router) {
        router.get("/hello").handler(context -> context.response().end("Hello, World!"));
    }
}
