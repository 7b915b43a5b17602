package io.quarkiverse.tomodachi.benchmarks.tomodachi;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.benchmarks.payload.Order;
import io.smallrye.common.annotation.NonBlocking;

@TomodachiService("benchmark")
public class Service {

    @Http.Get("/hello")
    @NonBlocking
    String hello() {
        return "Hello, World!";
    }

    @Http.Get("/people/(?<id>[^/]+)")
    @NonBlocking
    String person(String id) {
        return "Hello, " + id + "!";
    }

    @Http.Post("/orders")
    @NonBlocking
    Order order(@Body Order order) {
        return order.confirmed();
    }

    @Http.Get("/worker/hello")
    String workerHello() {
        return hello();
    }

    @Http.Get("/worker/people/(?<id>[^/]+)")
    String workerPerson(String id) {
        return person(id);
    }

    @Http.Post("/worker/orders")
    Order workerOrder(@Body Order order) {
        return order(order);
    }
}
