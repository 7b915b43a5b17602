package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.util.List;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

class HttpErrorsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Errors.class, Others.class));

    @TomodachiService("errors")
    static class Errors {

        @Http.Get("/raise/(?<status>\\d+)")
        String raise(int status) {
            throw new HttpException(status, "secret");
        }

        @Http.Get("/redirect")
        String redirect() {
            throw new HttpException(Response.status(302).header("Location", "/there").body("Found"));
        }

        @Http.Get("/throw/(?<kind>[a-z]+)")
        Uni<String> fail(String kind) {
            return Uni.createFrom().failure(switch (kind) {
                case "argument" -> new IllegalArgumentException("secret");
                case "wrapped" -> new HttpException(500, "m", new IllegalArgumentException("cause"));
                case "rejected" -> new RejectedExecutionException("secret");
                case "error" -> new StackOverflowError("secret");
                default -> new IllegalStateException("secret");
            });
        }

        @Http.Get("/context-fail/(?<status>\\d+)")
        Uni<String> contextFail(RoutingContext context, int status) {
            context.fail(status);
            return Uni.createFrom().nothing();
        }

        @Http.Get("/returned")
        Response returned() {
            return Response.status(409).body("returned");
        }

        @Http.Get("/convert")
        String convert(@Query int n) {
            return "n";
        }

        @HttpError(200)
        String fine() {
            return "raised 200";
        }

        @HttpError(409)
        Uni<Response> conflict(HttpException failure, int statusCode) {
            return Uni.createFrom().item(Response.ok().header("X-Raised", failure.getMessage()).json(statusCode));
        }

        @HttpError(500)
        String any(Throwable failure) {
            return "any " + failure.getClass().getSimpleName();
        }

        @HttpError(500)
        String argument(Throwable raised, IllegalArgumentException failure) {
            return "argument " + failure.getMessage();
        }

        @HttpError(400)
        Multi<String> badRequest(HttpException failure) {
            return Multi.createFrom().items("bad: ", failure.getMessage());
        }

        @HttpError(410)
        String failing(HttpException failure) {
            throw new IllegalStateException("secret");
        }

        @HttpError(411)
        Response unwritable() {
            return Response.ok().charset("klingon").body("x");
        }

        @HttpError(418)
        Response teapot() {
            return Response.status(499).body("no teapot");
        }
    }

    @TomodachiService("others")
    static class Others {

        @Http.Get("/others/conflict")
        String conflict() {
            throw new HttpException(409);
        }

        @Http.Get("/others/gone")
        String gone() {
            throw new HttpException(410);
        }

        @HttpError(409)
        String own() {
            return "own conflict";
        }

        @HttpError(500)
        String failing() {
            throw new IllegalStateException("secret");
        }
    }

    @Test
    void callsTheHandlerOfTheStatus() {
        when().get("/raise/409").then().statusCode(409).header("X-Raised", "secret").body(is("409"));
        when().get("/raise/200").then().statusCode(200).body(is("raised 200"));
        when().get("/raise/418").then().statusCode(499).body(is("no teapot"));
        when().get("/raise/403").then().statusCode(403).contentType("text/plain; charset=utf-8").body(is("Forbidden"));
        when().get("/returned").then().statusCode(409).body(is("returned"));
        when().get("/convert").then().statusCode(400).body(is("bad: The query parameter 'n' is missing"));
        when().get("/others/conflict").then().statusCode(409).body(is("own conflict"));
        given().redirects().follow(false).get("/redirect").then().statusCode(302).header("Location", "/there")
                .body(is("Found"));
    }

    @Test
    void choosesTheHandlerOfTheException() {
        when().get("/throw/argument").then().statusCode(500).body(is("argument secret"));
        when().get("/throw/wrapped").then().statusCode(500).body(is("argument cause"));
        when().get("/throw/state").then().statusCode(500).body(is("any IllegalStateException"));
        when().get("/throw/error").then().statusCode(500).body(is("any StackOverflowError"));
        when().get("/throw/rejected").then().statusCode(503).body(is("Service Unavailable"));
    }

    @Test
    void neverLoops() {
        when().get("/raise/410").then().statusCode(500).body(is("any IllegalStateException"));
        // no handler of exceptions that the application raises is taken for what cannot be written
        when().get("/raise/411").then().statusCode(500).body(is("any UnusableResultException"));
        when().get("/others/gone").then().statusCode(500).body(is("any IllegalStateException"));
    }

    @Test
    void answersWhatOthersRaise() {
        when().get("/context-fail/409").then().statusCode(409).body(is("409"));
        when().get("/context-fail/404").then().statusCode(404).body(is("Not Found"));
        when().get("/context-fail/500").then().statusCode(500).body(not(containsString("secret")));
        for (String path : List.of("/raise/404", "/raise/503", "/throw/rejected")) {
            assertThat(when().get(path).asString()).doesNotContain("secret");
        }
    }
}
