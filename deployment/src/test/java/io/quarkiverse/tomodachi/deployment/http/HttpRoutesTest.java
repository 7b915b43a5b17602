package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Optional;

import jakarta.enterprise.event.Observes;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.DefaultValue;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.builder.Version;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.restassured.specification.RequestSpecification;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Routes, below a root path and beside those of other extensions. */
class HttpRoutesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Service.class, OtherRoutes.class))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-smallrye-health", Version.getVersion())))
            .overrideConfigKey("quarkus.http.root-path", "/api")
            .overrideConfigKey("quarkus.http.cors.enabled", "true")
            .overrideConfigKey("quarkus.http.cors.origins", "https://shop.example")
            .overrideConfigKey("quarkus.http.cors.methods", "GET,PUT");

    @TomodachiService("routes")
    static class Service {

        @Http.Get("/resource/(?<id>.+)")
        String resource(String id) {
            return "id = " + id;
        }

        @Http.Get("/optional(?:/(?<a>\\d+))?(?:/(?<b>[a-z]+))?(?:/(?<c>[A-Z]+))?(?:/(?<d>-\\d+))?")
        String optional(Integer a, Optional<String> b, @DefaultValue("C") String c, @DefaultValue("-1") int d) {
            return a + " " + b + " " + c + " " + d;
        }

        @Http.Get("/one")
        @Http.Post("/one")
        @Http(method = { "get", "PURGE" }, url = "/two|/three")
        String stacked(RoutingContext request) {
            return request.request().method().name();
        }

        @Http(method = "*", url = "/any")
        String any(RoutingContext request) {
            return "any " + request.request().method();
        }

        @Http(method = "OPTIONS", url = "/options")
        @Http.Put("/options")
        String options(RoutingContext request) {
            return request.request().method().name();
        }

        @Http.Get("/q/(?<rest>.*)")
        String rest(String rest) {
            return "rest " + rest;
        }

        @Http.Get("/other")
        String other() {
            return "ours";
        }

        @Http.Get("/other/(?<name>.+)")
        String named(String name) {
            return "ours " + name;
        }
    }

    static class OtherRoutes {

        void routes(@Observes Router router) {
            router.post("/other").handler(context -> context.response().end("theirs, posted"));
            router.get("/other").handler(context -> context.response().end("theirs"));
            router.get("/other/first").handler(context -> context.response().end("theirs, before"));
            router.route("/other/second").order(20_000)
                    .handler(context -> context.response().setStatusCode(202).end("theirs, last"));
        }
    }

    private static RequestSpecification raw() {
        return given().urlEncodingEnabled(false);
    }

    @Test
    void takesEncodedSlashesForCharacters() {
        raw().get("/resource/%2F").then().statusCode(200).body(is("id = /"));
        raw().get("/resource/%2F%2Fa%2f").then().statusCode(200).body(is("id = //a/"));
        raw().get("/resource/%252F").then().statusCode(200).body(is("id = %2F"));
        raw().get("/resource/a%2F..%2F..").then().statusCode(200).body(is("id = a/../.."));
        raw().get("/resource%2Fa").then().statusCode(404);
    }

    @Test
    void leavesOutOptionalGroups() {
        when().get("/optional").then().statusCode(200).body(is("null Optional.empty C -1"));
        when().get("/optional/7").then().body(is("7 Optional.empty C -1"));
        when().get("/optional/x/Y").then().body(is("null Optional[x] Y -1"));
        when().get("/optional/7/x/Y/-3").then().body(is("7 Optional[x] Y -3"));
    }

    @Test
    void takesSeveralAnnotationsAndMethods() {
        when().get("/one").then().body(is("GET"));
        when().post("/one").then().body(is("POST"));
        when().put("/one").then().statusCode(405).header("Allow", is("GET,HEAD,POST"));
        when().request("PURGE", "/two").then().body(is("PURGE"));
        when().get("/three").then().body(is("GET"));
        when().post("/three").then().statusCode(405).header("Allow", is("GET,HEAD,PURGE"));
        for (String method : List.of("GET", "POST", "DELETE", "OPTIONS", "PROPFIND")) {
            when().request(method, "/any").then().statusCode(200).body(is("any " + method));
        }
        when().head("/any").then().statusCode(200);
    }

    @Test
    void answersOptions() {
        when().options("/options").then().statusCode(200).body(is("OPTIONS"));
        when().options("/one").then().statusCode(405).header("Allow", is("GET,HEAD,POST"));
        when().options("/nothing").then().statusCode(404);
    }

    @Test
    void letsOriginsIn() {
        given().header("Origin", "https://shop.example").get("/one").then().statusCode(200)
                .header("Access-Control-Allow-Origin", is("https://shop.example"));
        given().header("Origin", "https://shop.example").header("Access-Control-Request-Method", "PUT").options("/options")
                .then().statusCode(200).header("Access-Control-Allow-Methods", containsString("PUT")).body(is(""));
        given().header("Origin", "https://elsewhere.example").get("/one").then().statusCode(403)
                .header("Access-Control-Allow-Origin", nullValue());
        given().header("Origin", "https://shop.example").get("/nothing").then().statusCode(404)
                .header("Access-Control-Allow-Origin", is("https://shop.example"));
    }

    @Test
    void leavesOtherExtensionsTheirPaths() {
        when().get("/q/health/live").then().statusCode(200).body("status", is("UP"));
        when().get("/q/health").then().statusCode(200).body("status", is("UP"));
        when().get("/q/mine").then().statusCode(200).body(is("rest mine"));
    }

    @Test
    void leavesOthersWhatItDoesNotTake() {
        when().post("/other").then().statusCode(200).body(is("theirs, posted"));
        when().get("/other").then().statusCode(200).body(is("theirs"));
        when().put("/other").then().statusCode(405).header("Allow", is("GET,HEAD"));
        when().get("/other/first").then().body(is("theirs, before"));
        when().get("/other/second").then().body(is("ours second"));
        when().put("/other/second").then().statusCode(202).body(is("theirs, last"));
    }

    @Test
    void refusesLongHeaders() {
        given().header("X-Long", "a".repeat(30_000)).get("/one").then().statusCode(431).body(is(""));
        when().get("/one").then().statusCode(200);
    }

    @Test
    void answersBelowTheRootPathOnly() {
        given().basePath("/").get("/one").then().statusCode(404);
        given().basePath("/").get("/apione").then().statusCode(404);
        given().basePath("/").get("/api/one").then().statusCode(200);
    }
}
