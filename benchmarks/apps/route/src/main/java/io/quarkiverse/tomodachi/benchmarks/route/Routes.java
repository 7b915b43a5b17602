package io.quarkiverse.tomodachi.benchmarks.route;

import java.io.IOException;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.benchmarks.payload.Order;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/** Routes on the router of Quarkus, as an application registers them by hand. */
@ApplicationScoped
public class Routes {

    private final ObjectMapper mapper = new ObjectMapper();

    void register(@Observes Router router, @ConfigProperty(name = "routes", defaultValue = "0") int routes) {
        router.get("/hello").handler(Routes::hello);
        router.get("/people/:id").handler(Routes::person);
        router.post("/orders").handler(BodyHandler.create(false)).handler(this::order);
        router.get("/worker/hello").handler(worker(Routes::hello));
        router.get("/worker/people/:id").handler(worker(Routes::person));
        router.post("/worker/orders").handler(BodyHandler.create(false)).handler(worker(this::order));
        for (int i = 0; i < routes; i++) {
            router.getWithRegex("/resource-%05d/(?<id>[^/]+?)/?".formatted(i)).handler(Routes::person);
        }
    }

    private static void hello(RoutingContext context) {
        text(context, "Hello, World!");
    }

    private static void person(RoutingContext context) {
        text(context, "Hello, " + context.pathParam("id") + "!");
    }

    private static void text(RoutingContext context, String text) {
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(text);
    }

    private void order(RoutingContext context) {
        try {
            Order order = mapper.readValue(context.body().buffer().getBytes(), Order.class).confirmed();
            context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(mapper.writeValueAsBytes(order)));
        } catch (IOException e) {
            context.fail(400, e);
        }
    }

    /** Unordered, as the workers of the other applications are. */
    private static Handler<RoutingContext> worker(Handler<RoutingContext> handler) {
        return context -> context.vertx().executeBlocking(() -> {
            handler.handle(context);
            return null;
        }, false).onFailure(context::fail);
    }
}
