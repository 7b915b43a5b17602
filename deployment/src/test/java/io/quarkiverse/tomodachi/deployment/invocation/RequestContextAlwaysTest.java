package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;

/** A request context may be asked for, for the sake of what looks beans up by itself. */
class RequestContextAlwaysTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Shop.class))
            .overrideConfigKey("quarkus.tomodachi.request-context", "always");

    @Test
    void handlersRunWithin() {
        when().get("/").then().statusCode(200).body(is("true"));
    }

    @TomodachiService("shop")
    static class Shop {

        @Http.Get("/")
        String active() {
            return "" + Arc.container().requestContext().isActive();
        }
    }
}
