package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.arc.Arc;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;

/** Where nothing could use a request context, none is made. */
class RequestContextSparedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClasses(Plain.class, Layered.class, Passing.class));

    @Test
    void handlersRunWithout() {
        when().get("/worker").then().statusCode(200).body(is("false"));
        when().get("/loop").then().statusCode(200).body(is("false"));
        when().get("/layered").then().statusCode(200).body(is("false"));
    }

    @TomodachiService("plain")
    static class Plain {

        @Http.Get("/worker")
        String worker() {
            return "" + Arc.container().requestContext().isActive();
        }

        @Http.Get("/loop")
        Uni<String> loop() {
            return Uni.createFrom().item(worker());
        }
    }

    @TomodachiService(value = "layered", httpMiddleware = Passing.class)
    static class Layered {

        @Http.Get("/layered")
        String layered() {
            return "" + Arc.container().requestContext().isActive();
        }
    }

    static class Passing implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            return next.proceed();
        }
    }
}
