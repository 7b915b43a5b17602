package io.quarkiverse.tomodachi.benchmarks.vertx;

import java.io.IOException;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkiverse.tomodachi.benchmarks.payload.Order;
import io.vertx.core.AbstractVerticle;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** The server of Vert.x without a router: the least that a request can cost. */
public final class VertxServer extends AbstractVerticle {

    private static final String PEOPLE = "/people/";

    private final ObjectMapper mapper = new ObjectMapper();

    public static void main(String[] args) {
        Vertx.vertx().deployVerticle(VertxServer::new,
                new DeploymentOptions().setInstances(VertxOptions.DEFAULT_EVENT_LOOP_POOL_SIZE));
    }

    @Override
    public void start(Promise<Void> started) {
        vertx.createHttpServer(new HttpServerOptions().setHost("127.0.0.1").setPort(Integer.getInteger("quarkus.http.port")))
                .requestHandler(this::handle).listen().<Void> mapEmpty().onComplete(started);
    }

    private void handle(HttpServerRequest request) {
        String path = request.path();
        if (path.equals("/hello")) {
            text(request, "Hello, World!");
        } else if (path.startsWith(PEOPLE)) {
            text(request, "Hello, " + path.substring(PEOPLE.length()) + "!");
        } else if (path.equals("/orders")) {
            request.bodyHandler(body -> json(request.response(), body));
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    private static void text(HttpServerRequest request, String text) {
        request.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8").end(text);
    }

    private void json(HttpServerResponse response, Buffer body) {
        try {
            Order order = mapper.readValue(body.getBytes(), Order.class).confirmed();
            response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                    .end(Buffer.buffer(mapper.writeValueAsBytes(order)));
        } catch (IOException e) {
            response.setStatusCode(400).end();
        }
    }
}
