package io.quarkiverse.tomodachi.deployment.middleware;

import static io.quarkiverse.tomodachi.deployment.middleware.HttpMiddlewareServices.EVENTS;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.middleware.HttpMiddlewareServices.Shop;
import io.quarkiverse.tomodachi.deployment.middleware.HttpMiddlewareServices.Tuner;
import io.quarkus.test.QuarkusUnitTest;

class HttpMiddlewareTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(HttpMiddlewareServices.class, WaitingServices.class));

    @BeforeEach
    void forget() {
        EVENTS.clear();
    }

    @Test
    void runsInOrderWithTheFirstOutermost() {
        when().get("/plain/7").then().statusCode(200).body(is("plain 7"));
        assertThat(EVENTS).containsExactly("outer in plain(String) of shop", "inner in after outer", "plain 7",
                "outer out plain 7");
    }

    @Test
    void answersInPlaceOfTheHandler() {
        when().get("/plain/7?mode=short").then().statusCode(202).body(is("short"));
        assertThat(EVENTS).doesNotContain("plain 7");
        when().get("/plain/7?mode=nothing").then().statusCode(200).body(is(""));
        when().get("/plain/7?mode=wrap").then().statusCode(200).body("wrapped", is("plain 7"));
    }

    @Test
    void failsTheRequest() {
        when().get("/plain/7?mode=throw").then().statusCode(500).body(not(containsString("secret")));
        when().get("/plain/7?mode=null").then().statusCode(500);
        when().get("/plain/7?mode=nested").then().statusCode(500);
        when().get("/plain/7?mode=refuse").then().statusCode(403);
        assertThat(EVENTS).doesNotContain("plain 7").anyMatch(event -> event.startsWith("outer failed Middleware "
                + Tuner.class.getName() + " returned null instead of a Uni for " + Shop.class.getName() + "#plain(String)"));
    }

    @Test
    void recoversFromFailures() {
        when().get("/teapot").then().statusCode(418);
        when().get("/teapot?mode=recover").then().statusCode(200).body(is("recovered: teapot"));
        when().get("/lost?mode=recover").then().statusCode(200).body(is("recovered: lost"));
        when().get("/count?count=x&mode=recover").then().statusCode(200).body(containsString("query parameter 'count'"));
    }

    @Test
    void callsAHandlerAgainOnlyAfterItFailed() {
        when().get("/third?mode=retry").then().statusCode(200).body(is("attempt 3 true true anna"));
        when().get("/third?mode=backoff").then().statusCode(200).body(is("attempt 6 true true anna"));
        when().get("/plain/7?mode=twice").then().statusCode(500);
        assertThat(EVENTS.stream().filter("plain 7"::equals)).hasSize(1);
        assertThat(EVENTS).anyMatch(event -> event.contains("was called twice"));
        EVENTS.clear();
        when().get("/lost?mode=parallel").then().statusCode(500);
    }

    @Test
    void givesParametersOtherValues() {
        when().get("/plain/7?mode=id").then().body(is("plain override"));
        when().get("/count?count=not-read&mode=count").then().statusCode(200).body(is("count 7"));
        given().body("no json").post("/items?mode=body").then().statusCode(200).body("name", is("given"));
        given().urlEncodingEnabled(false).get("/groups/a%20b/c?mode=groups").then()
                .body(is("a bc {id=a b, rest=c} [id, rest]"));
        when().get("/groups/a?mode=groups").then().body(is("anull {id=a} [id, rest]"));
    }

    @Test
    void refusesValuesThatDoNotFit() {
        when().get("/count?count=1&mode=count-type").then().statusCode(500);
        when().get("/count?count=1&mode=count-null").then().statusCode(500);
        when().get("/count?count=1&mode=request").then().statusCode(500);
        when().get("/count?count=1&mode=unknown").then().statusCode(500);
        String handler = Shop.class.getName() + "#count(int, RoutingContext)";
        assertThat(EVENTS).contains(
                "outer failed Parameter 'count' of " + handler + " is of type int, and cannot be given a java.lang.Long",
                "outer failed Parameter 'count' of " + handler + " is of type int, and cannot be given null",
                "outer failed Parameter 'request' of " + handler + " stands for the occurrence itself and cannot be given"
                        + " another value",
                "outer failed Handler " + handler + " has no parameter 'unknown'; those that can be given a value are [count]");
    }

    @Test
    void runsOnceAroundErrorHandlersAndIsTold() {
        when().get("/lost").then().statusCode(404).body(is("not found"));
        assertThat(EVENTS).containsExactly("outer in lost() of shop", "inner in after outer", "outer failed lost",
                "outer in notFound(Throwable) of shop", "inner in after outer of error 404 lost", "not found",
                "outer out not found");
        EVENTS.clear();
        when().get("/nowhere").then().statusCode(404).body(is("not found"));
        assertThat(EVENTS).hasSize(4).contains("outer in notFound(Throwable) of shop", "not found");
    }

    @Test
    void doesNotLoopWhenAnErrorHandlerFails() {
        when().get("/conflict").then().statusCode(500).body(is(""));
        assertThat(EVENTS).containsExactly("outer in raiseConflict() of shop", "inner in after outer", "outer failed first",
                "outer in conflict() of shop", "inner in after outer of error 409 first", "outer failed again");
    }

    @Test
    void isNotRunWhereNoHandlerIsCalled() {
        when().get("/other").then().body(is("other"));
        when().get("/files/HandlerNames.java").then().statusCode(200);
        when().delete("/plain/7").then().statusCode(405);
        assertThat(EVENTS).isEmpty();
    }

    @Test
    void callsFurtherMiddlewareAndDecoratorsWhereTheHandlerRuns() {
        when().get("/waiting/worker").then().body(is("false,true,anna false,true,anna false,true,anna"));
        when().get("/waiting/loop").then().body(is("true,true,anna true,true,anna true,true,anna"));
        when().get("/waiting/virtual").then().body(is("false,true,anna false,true,anna false,true,anna"));
    }

    @Test
    void callsTheHandlerWhereItRunsWhateverMiddlewareWaitedFor() {
        for (String mode : List.of("", "?mode=elsewhere")) {
            when().get("/where/worker" + mode).then().body(is("worker false true anna"));
            when().get("/where/loop" + mode).then().body(is("loop true true anna"));
            when().get("/where/virtual" + mode).then().body(is("virtual false true anna"));
        }
    }
}
