package io.quarkiverse.tomodachi.benchmarks.reactiveroutes;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkiverse.tomodachi.benchmarks.payload.Order;
import io.quarkus.vertx.web.Body;
import io.quarkus.vertx.web.Param;
import io.quarkus.vertx.web.Route;
import io.quarkus.vertx.web.Route.HandlerType;
import io.quarkus.vertx.web.Route.HttpMethod;

@ApplicationScoped
public class Routes {

    @Route(path = "/hello", methods = HttpMethod.GET, type = HandlerType.NORMAL)
    String hello() {
        return "Hello, World!";
    }

    @Route(path = "/people/:id", methods = HttpMethod.GET, type = HandlerType.NORMAL)
    String person(@Param String id) {
        return "Hello, " + id + "!";
    }

    @Route(path = "/orders", methods = HttpMethod.POST, type = HandlerType.NORMAL, produces = "application/json")
    Order order(@Body Order order) {
        return order.confirmed();
    }

    @Route(path = "/worker/hello", methods = HttpMethod.GET, type = HandlerType.BLOCKING)
    String workerHello() {
        return hello();
    }

    @Route(path = "/worker/people/:id", methods = HttpMethod.GET, type = HandlerType.BLOCKING)
    String workerPerson(@Param String id) {
        return person(id);
    }

    @Route(path = "/worker/orders", methods = HttpMethod.POST, type = HandlerType.BLOCKING, produces = "application/json")
    Order workerOrder(@Body Order order) {
        return order(order);
    }
}
