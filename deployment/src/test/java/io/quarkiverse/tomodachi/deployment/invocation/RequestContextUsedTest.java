package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpServerRequest;

/** An injected request is the one that is being handled, on any thread. */
class RequestContextUsedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Shop.class));

    @Test
    void injectedRequestIsTheCurrentOne() {
        given().header("X-Customer", "Momo").get("/worker").then().statusCode(200).body(is("Momo"));
        given().header("X-Customer", "Tomo").get("/loop").then().statusCode(200).body(is("Tomo"));
        when().get("/active").then().statusCode(200).body(is("true"));
    }

    @TomodachiService("shop")
    static class Shop {

        @Inject
        HttpServerRequest request;

        @Inject
        RequestContextController controller;

        @Http.Get("/worker")
        String worker() {
            return request.getHeader("X-Customer");
        }

        @Http.Get("/loop")
        Uni<String> loop() {
            return Uni.createFrom().item(() -> request.getHeader("X-Customer"));
        }

        @Http.Get("/active")
        String active() {
            return "" + !controller.activate();
        }
    }
}
