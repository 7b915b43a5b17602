package io.quarkiverse.tomodachi.deployment.middleware;

import static io.quarkiverse.tomodachi.deployment.middleware.HttpDecoratorsServices.EVENTS;
import static io.quarkiverse.tomodachi.deployment.middleware.HttpDecoratorsServices.STARTED;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkus.test.QuarkusUnitTest;

class HttpDecoratorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(HttpDecoratorsServices.class));

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    private static List<String> events() {
        return EVENTS.stream().filter(event -> !List.of("beat", "no request", "slow").contains(event)).toList();
    }

    @Test
    void goesOnOrUsesTheResult() {
        given().header("X-Token", "secret").get("/undecorated").then().statusCode(200).body(is("undecorated"));
        when().get("/undecorated").then().statusCode(403).body(is("no token"));
        given().header("X-Token", "secret").get("/slow/false").then().statusCode(200).body(is("false"));
        given().header("X-Token", "secret").get("/slow/on").then().statusCode(200).body(is("on true"));
    }

    @Test
    void asksInOrderWithinMiddleware() {
        given().header("X-Token", "secret").get("/steps/7").then().statusCode(200).body(is("steps given"));
        assertThat(events().stream().filter(event -> !event.startsWith("token secret403[]"))).containsSubsequence("middleware",
                "first", "token secret403[HIGH, LOW]Integer", "step b", "step a", "handler", "result steps given");
        EVENTS.clear();
        when().get("/steps/7").then().statusCode(403);
        assertThat(events()).contains("first", "result response").doesNotContain("step b", "handler");
    }

    @Test
    void failsTheHandlerWithWhatItThrows() {
        given().header("X-Token", "broken").get("/undecorated").then().statusCode(409).body(is("conflict"));
        assertThat(events()).contains("first");
        given().header("X-Token", "secret").get("/slow/fail").then().statusCode(418);
        given().header("X-Token", "secret").get("/slow/null").then().statusCode(500);
        given().header("X-Token", "secret").get("/slow/null-item").then().statusCode(500);
    }

    @Test
    void decoratesInheritedHandlers() {
        when().get("/inherited").then().statusCode(403);
        given().header("X-Token", "secret").get("/inherited").then().statusCode(200).body(containsString("inherited"));
    }

    @Test
    void leavesErrorHandlersAndLifecycleToAnnotationsOnTheMethod() {
        when().get("/nowhere").then().statusCode(404).body(is("not found"));
        assertThat(STARTED).containsExactly("first", "started");
    }

    @Test
    void decoratesSchedules() {
        await().until(() -> EVENTS.contains("beat") && EVENTS.contains("no request") && EVENTS.contains("slow"));
        assertThat(EVENTS).doesNotContain("never");
    }
}
