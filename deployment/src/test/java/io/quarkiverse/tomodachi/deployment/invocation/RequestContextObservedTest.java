package io.quarkiverse.tomodachi.deployment.invocation;

import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;

/** Who wants to know when a request context begins or ends learns it for each call of a handler. */
class RequestContextObservedTest {

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(archive -> archive.addClass(Counting.class));

    @TomodachiService("counting")
    static class Counting {

        private final AtomicInteger begun = new AtomicInteger();

        void begin(@Observes @Initialized(RequestScoped.class) Object event) {
            begun.incrementAndGet();
        }

        @Http.Get("/grown")
        String grown() {
            return "" + (begun.get() > 0);
        }
    }

    @Test
    void observersAreTold() {
        when().get("/grown").then().statusCode(200).body(is("true"));
    }
}
