package io.quarkiverse.tomodachi.benchmarks.startup;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.common.annotation.NonBlocking;

@TomodachiService("hello")
public class Hello {

    @Http.Get("/hello")
    @NonBlocking
    String hello() {
        return "Hello, World!";
    }
}
