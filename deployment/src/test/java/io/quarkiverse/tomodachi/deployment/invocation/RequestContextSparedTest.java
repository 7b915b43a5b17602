package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import jakarta.enterprise.context.control.RequestContextController;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
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

    private static boolean isActive(RequestContextController controller) {
        boolean activated = controller.activate();
        if (activated) {
            controller.deactivate();
        }
        return !activated;
    }

    @TomodachiService("plain")
    static class Plain {

        @Inject
        RequestContextController controller;

        @Http.Get("/worker")
        String worker() {
            return "" + RequestContextSparedTest.isActive(controller);
        }

        @Http.Get("/loop")
        Uni<String> loop() {
            return Uni.createFrom().item(worker());
        }
    }

    @TomodachiService(value = "layered", httpMiddleware = Passing.class)
    static class Layered {

        @Inject
        RequestContextController controller;

        @Http.Get("/layered")
        String layered() {
            return "" + RequestContextSparedTest.isActive(controller);
        }
    }

    static class Passing implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            return next.proceed();
        }
    }
}
