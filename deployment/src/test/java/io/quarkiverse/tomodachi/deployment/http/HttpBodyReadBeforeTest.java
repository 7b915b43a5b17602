package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.vertx.http.deployment.RequireBodyHandlerBuildItem;

/** An extension beside this one has the body of every request read. */
class HttpBodyReadBeforeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClass(Bodies.class))
            .addBuildChainCustomizer(builder -> builder
                    .addBuildStep(context -> context.produce(new RequireBodyHandlerBuildItem()))
                    .produces(RequireBodyHandlerBuildItem.class).build());

    @TomodachiService("bodies")
    static class Bodies {

        @Http.Post("/text")
        String text(String body) {
            return body;
        }
    }

    @Test
    void givesTheBodyToHandlers() {
        given().contentType("application/x-www-form-urlencoded").body("a=b").post("/text").then().statusCode(200)
                .body(is("a=b"));
        given().contentType("text/plain").body("plain").post("/text").then().statusCode(200).body(is("plain"));
    }
}
