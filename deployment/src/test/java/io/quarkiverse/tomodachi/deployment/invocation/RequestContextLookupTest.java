package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import jakarta.enterprise.inject.spi.CDI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.vertx.core.http.HttpServerRequest;

/** Code that asks the container itself may ask for what belongs to the request. */
class RequestContextLookupTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Shop.class));

    @TomodachiService("shop")
    static class Shop {

        @Http.Get("/customer")
        String customer() {
            return CDI.current().select(HttpServerRequest.class).get().getHeader("X-Customer");
        }
    }

    @Test
    void findsTheCurrentRequest() {
        given().header("X-Customer", "Momo").get("/customer").then().statusCode(200).body(is("Momo"));
    }
}
