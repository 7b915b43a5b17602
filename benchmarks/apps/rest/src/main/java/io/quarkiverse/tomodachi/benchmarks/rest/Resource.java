package io.quarkiverse.tomodachi.benchmarks.rest;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

import io.quarkiverse.tomodachi.benchmarks.payload.Order;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;

@Path("/")
@NonBlocking
public class Resource {

    @GET
    @Path("hello")
    public String hello() {
        return "Hello, World!";
    }

    @GET
    @Path("people/{id}")
    public String person(String id) {
        return "Hello, " + id + "!";
    }

    @POST
    @Path("orders")
    public Order order(Order order) {
        return order.confirmed();
    }

    @GET
    @Path("worker/hello")
    @Blocking
    public String workerHello() {
        return hello();
    }

    @GET
    @Path("worker/people/{id}")
    @Blocking
    public String workerPerson(String id) {
        return person(id);
    }

    @POST
    @Path("worker/orders")
    @Blocking
    public Order workerOrder(Order order) {
        return order(order);
    }
}
