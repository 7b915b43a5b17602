package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.RolesAllowed;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Header;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.Users;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;

class HttpHandlersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Users
            .of(new QuarkusUnitTest().withApplicationRoot(
                    root -> root.addClasses(Shop.class, BaseService.class, Item.class, Color.class, Users.class)))
            .overrideConfigKey("shop.path", "configured")
            .overrideConfigKey("shop.order", "/o/(?<kind>[a-z]+)/(?<id>[0-9]+)")
            .overrideRuntimeConfigKey("shop.prefix", "(?<tenant>[a-z]+)/items")
            .overrideRuntimeConfigKey("quarkus.http.limits.max-body-size", "1024");

    enum Color {
        RED,
        GREEN
    }

    public record Item(String name, int count) {
    }

    static abstract class BaseService {

        @Http.Get("/inherited")
        String inherited() {
            return "inherited";
        }
    }

    @TomodachiService("shop")
    static class Shop extends BaseService {

        @Http.Get("/resource/(?<id>[^/]+?)/?")
        String resource(String id) {
            return "id = " + id;
        }

        @Http.Get("/python/(?P<first_name>[a-z]+)/(?P<n>\\d+)(?:/(?P<rest>.*))?")
        String python(String first_name, int n, Optional<String> rest) {
            return first_name + n + rest.orElse("-");
        }

        @Http(method = { "GET", "post" }, url = "/health", ignoreLogging = { 200 })
        Response health() {
            return Response.status(201).header("X-A", "1").header("X-A", "2").body("Healthy");
        }

        @Http.Get("/types/(?<id>[^/]+)/(?<color>[^/]+)")
        Map<String, Object> types(UUID id, Color color, @Query Integer limit, @Header("X-Trace") String trace) {
            return Map.of("id", id, "color", color, "limit", String.valueOf(limit), "trace", String.valueOf(trace));
        }

        @Http.Post("/items")
        Item item(@Body Item item) {
            return new Item(item.name(), item.count() + 1);
        }

        @Http.Post("/lists")
        int list(@Body List<Item> items) {
            return items.stream().mapToInt(Item::count).sum();
        }

        @Http.Post("/echo")
        byte[] echo(byte[] body) {
            return body;
        }

        @Http.Get("/uni")
        Uni<String> uni() {
            return Uni.createFrom().item("loop " + Context.isOnEventLoopThread());
        }

        @Http.Get("/stage")
        CompletionStage<String> stage() {
            return CompletableFuture.supplyAsync(() -> "stage");
        }

        @Http.Get("/plain")
        String plain() {
            return "worker " + Context.isOnWorkerThread();
        }

        @Http.Get("/void")
        void nothing() {
        }

        @Http.Get("/teapot")
        String teapot() {
            throw new HttpException(418, "secret reason");
        }

        @Http.Get("/gone")
        String gone() {
            throw new HttpException(Response.status(410).body("it was here"));
        }

        @Http.Get("/lost")
        String lost() {
            throw new HttpException(Response.status(402).body("it was here"));
        }

        @Http.Get("/broken")
        String broken() {
            throw new IllegalStateException("secret");
        }

        @Http.Get("/${shop.path}/(?<x>.)")
        String configured(RoutingContext request, ServiceContext service) {
            return service.name() + request.normalizedPath();
        }

        @Http.Get("${shop.order}")
        String order(int id, String kind) {
            return kind + " " + id;
        }

        @Http.Get("${shop.unset:/unset/(?<name>[a-z]+)}")
        String unset(String name) {
            return name;
        }

        @Http.Get("/${shop.prefix}/(?<item>[a-z]+)")
        String item(String item, Optional<String> tenant) {
            return item + tenant;
        }

        @Http.Get("/first|/second")
        @Http.Get("/third")
        String several() {
            return "several";
        }

        @Http.Get("/fir.*")
        String later() {
            return "later";
        }

        @HttpError(404)
        Response notFound(RoutingContext request, int statusCode) {
            return Response.status(statusCode).json(Map.of("error", "not-found", "path", request.request().path()));
        }

        @HttpError(410)
        Map<String, Object> goneHandler(HttpException failure) {
            return Map.of("status", failure.status());
        }

        @Http.Get("/gone-too")
        String goneToo() {
            throw new HttpException(410);
        }

        @Http.Get("/unauthorized")
        String unauthorized() {
            throw new UnauthorizedException();
        }

        @Http.Get("/forbidden")
        Uni<String> forbidden() {
            return Uni.createFrom().failure(new ForbiddenException());
        }

        @Http.Get("/begun")
        String begun(RoutingContext request) {
            request.response().setChunked(true).write("half");
            throw new HttpException(404);
        }

        @Http.Get("/admin/(?<rest>.*)")
        String admin(String rest) {
            return "admin " + rest;
        }

        @Http.Get("/failing-json")
        Object failingJson() {
            return new Object() {
                public String getName() {
                    throw new AssertionError("secret");
                }
            };
        }

        @Http.Get("/header-injection")
        Response headerInjection() {
            return Response.status(200).header("X-A", "a\r\nX-B: b").body("x");
        }

        @RolesAllowed("admin")
        @Http.Get("/roles")
        String roles() {
            return "admin";
        }

        @HttpError(413)
        Map<String, Object> tooLarge() {
            return Map.of("error", "too large");
        }

        @HttpError(409)
        String conflict() {
            throw new IllegalStateException("the error handler fails, too");
        }

        @Http.Get("/conflict")
        String raiseConflict() {
            throw new HttpException(409);
        }
    }

    @Test
    void bindsGroupsOfTheUrl() {
        when().get("/resource/7").then().statusCode(200).body(is("id = 7")).contentType("text/plain; charset=utf-8");
        when().get("/resource/7/").then().statusCode(200).body(is("id = 7"));
        given().urlEncodingEnabled(false).get("/resource/a%2Fb%25%20c").then().body(is("id = a/b% c"));
        given().urlEncodingEnabled(false).get("/resource/%E5%8F%8B").then().body(is("id = 友"));
        given().urlEncodingEnabled(false).get("/resource/%ff").then().statusCode(400);
        when().get("/python/anna/3").then().body(is("anna3-"));
        when().get("/python/anna/3/x/y").then().body(is("anna3x/y"));
        when().get("/python/anna/99999999999").then().statusCode(400).body(not(containsString("NumberFormat")));
        when().get("/configured/x").then().body(is("shop/configured/x"));
        when().get("/o/a/7").then().body(is("a 7"));
        when().get("/unset/b").then().body(is("b"));
        when().get("/t/items/c").then().body(is("cOptional[t]"));
        when().get("/inherited").then().body(is("inherited"));
    }

    @Test
    void convertsParameters() {
        String id = "123e4567-e89b-42d3-a456-426614174000";
        given().header("X-Trace", "t").get("/types/" + id + "/RED?limit=3").then().statusCode(200)
                .contentType("application/json").body("id", is(id)).body("color", is("RED")).body("limit", is("3"))
                .body("trace", is("t"));
        when().get("/types/" + id + "/GREEN").then().body("limit", is("null"));
        when().get("/types/" + id + "/BLUE").then().statusCode(400);
        when().get("/types/" + id + "/RED?limit=x").then().statusCode(400);
    }

    @Test
    void readsBodies() {
        given().body("{\"name\":\"a\",\"count\":1}").post("/items").then().statusCode(200).body("count", is(2));
        given().contentType("application/json").body("{\"name\":").post("/items").then().statusCode(400)
                .body(is("The body is not JSON (line 1, column 9)"));
        given().body("{\"name\":\"a\",\"count\":\"many\"}").post("/items").then().statusCode(400);
        given().body("null").post("/items").then().statusCode(400);
        when().post("/items").then().statusCode(400);
        given().contentType("application/json").body("[".repeat(1_024)).post("/items").then().statusCode(400);
        given().body("[{\"name\":\"a\",\"count\":1},{\"name\":\"b\",\"count\":2}]").post("/lists").then().body(is("3"));
        given().body("bytes").post("/echo").then().body(is("bytes"));
        String form = "application/x-www-form-urlencoded";
        given().contentType(form).body("{\"name\":\"" + "a".repeat(900) + "\",\"count\":1}").post("/items").then()
                .statusCode(200).body("count", is(2));
        given().contentType(form).body("x".repeat(2048)).post("/echo").then().statusCode(413);
    }

    @Test
    void writesResults() {
        when().get("/health").then().statusCode(201).body(is("Healthy"));
        equalTo(List.of("1", "2")).matches(when().post("/health").headers().getValues("X-A"));
        when().head("/health").then().statusCode(201).header("Content-Length", "7");
        when().get("/void").then().statusCode(200).body(is(""));
        when().get("/uni").then().body(is("loop true"));
        when().get("/stage").then().body(is("stage"));
        when().get("/plain").then().body(is("worker true"));
    }

    @Test
    void matchesInDeclarationOrder() {
        when().get("/first").then().body(is("several"));
        when().get("/second").then().body(is("several"));
        when().get("/third").then().body(is("several"));
        when().get("/firm").then().body(is("later"));
    }

    @Test
    void leavesSecurityToQuarkus() {
        when().get("/unauthorized").then().statusCode(401);
        when().get("/forbidden").then().statusCode(403);
        when().get("/roles").then().statusCode(401);
        given().auth().preemptive().basic("anna", "a").get("/roles").then().statusCode(200).body(is("admin"));
        given().auth().preemptive().basic("bert", "b").get("/roles").then().statusCode(403);
        given().urlEncodingEnabled(false).get("/admin/x/../../first").then().body(is("several"));
        given().urlEncodingEnabled(false).get("/admin/x/%2e%2e/y").then().body(is("admin y"));
    }

    @Test
    void answersBodiesOverTheLimit() {
        given().body(new byte[2048]).post("/echo").then().statusCode(413).body("error", is("too large"));
        given().body(new byte[1024]).post("/echo").then().statusCode(200);
    }

    @Test
    void endsResponsesThatHadBegun() {
        assertThatThrownBy(() -> when().get("/begun").asString()).isInstanceOf(Exception.class);
    }

    @Test
    void answersWhatFailed() {
        when().get("/nothing/here").then().statusCode(404).body("error", is("not-found")).body("path", is("/nothing/here"));
        when().delete("/health").then().statusCode(405).header("Allow", "GET,HEAD,POST").body(is("Method Not Allowed"));
        when().get("/teapot").then().statusCode(418).body(not(containsString("secret")));
        when().get("/gone").then().statusCode(410).body("status", is(410));
        when().get("/gone-too").then().statusCode(410).body("status", is(410));
        when().get("/lost").then().statusCode(402).body(is("it was here"));
        when().get("/broken").then().statusCode(500).body(is(""));
        when().get("/failing-json").then().statusCode(500).body(is(""));
        when().get("/header-injection").then().statusCode(500).header("X-B", nullValue()).body(is(""));
        when().get("/conflict").then().statusCode(500).body(is(""));
    }
}
