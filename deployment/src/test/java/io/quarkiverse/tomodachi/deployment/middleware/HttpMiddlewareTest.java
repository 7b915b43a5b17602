package io.quarkiverse.tomodachi.deployment.middleware;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.Middleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.Query;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

class HttpMiddlewareTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, Other.class, Outer.class, Tuner.class, Visitor.class,
                    Item.class,
                    Waiting.class, Elsewhere.class, Watcher.class, Watched.class, WatchedLog.class));

    /** What happened, in order. */
    static final List<String> EVENTS = new CopyOnWriteArrayList<>();

    record Item(String name) {
    }

    @RequestScoped
    static class Visitor {

        private String name;

        String name() {
            return name;
        }

        void name(String newName) {
            name = newName;
        }
    }

    /** For any kind of handler. */
    static class Outer implements Middleware<HandlerCall> {

        @Override
        public Uni<Object> handle(HandlerCall call, Next next) {
            EVENTS.add("outer in " + call.handler().replaceAll(".*#", "") + " of " + call.service().name());
            call.attributes().put("from", "outer");
            return next.proceed().invoke(result -> EVENTS.add("outer out " + result))
                    .onFailure().invoke(failure -> EVENTS.add("outer failed " + failure.getMessage()));
        }
    }

    /** Does what the query asks for. */
    static class Tuner implements HttpMiddleware {

        @Inject
        Vertx vertx;

        @Inject
        Visitor visitor;

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            EVENTS.add("inner in after " + call.attributes().get("from") + error(call));
            visitor.name("anna");
            String mode = call.request().request().getParam("mode");
            if (mode == null || call.errorStatus().isPresent()) {
                return next.proceed();
            }
            return switch (mode) {
                case "short" -> Uni.createFrom().item(Response.status(202).body("short"));
                case "nothing" -> Uni.createFrom().nullItem();
                case "null" -> null;
                case "throw" -> throw new IllegalStateException("secret");
                case "refuse" -> throw new HttpException(403);
                case "wrap" -> next.proceed().map(result -> Map.of("wrapped", result));
                case "recover" -> next.proceed().onFailure().recoverWithItem(failure -> "recovered: " + failure.getMessage());
                case "retry" -> next.proceed().onFailure().retry().atMost(3);
                case "backoff" -> next.proceed().onFailure().retry().withBackOff(Duration.ofMillis(5)).atMost(3);
                case "twice" -> next.proceed().chain(next::proceed);
                case "parallel" -> Uni.join().all(next.proceed(), next.proceed()).andCollectFailures().map(Object.class::cast);
                case "nested" -> Uni.createFrom().item(Uni.createFrom().item("lost"));
                case "groups" -> next.proceed().map(result -> result + " " + call.pathGroups() + " " + call.arguments());
                case "elsewhere" -> Uni.createFrom().<Object> emitter(emitter -> vertx.getOrCreateContext().owner()
                        .createHttpClient().request(io.vertx.core.http.HttpMethod.GET, 1, "localhost", "/")
                        .onComplete(done -> new Thread(() -> emitter.complete("x")).start()))
                        .chain(next::proceed);
                default -> set(call, mode).chain(next::proceed);
            };
        }

        private static String error(HttpCall call) {
            Optional<Throwable> failure = call.failure();
            return failure.isEmpty() ? "" : " of error " + call.errorStatus().getAsInt() + " " + failure.get().getMessage();
        }

        private static Uni<Void> set(HttpCall call, String mode) {
            switch (mode) {
                case "id" -> call.argument("id", "override");
                case "count" -> call.argument("count", 7);
                case "count-null" -> call.argument("count", null);
                case "count-type" -> call.argument("count", 7L);
                case "request" -> call.argument("request", null);
                case "body" -> call.argument("item", new Item("given"));
                default -> call.argument(mode, "x");
            }
            return Uni.createFrom().voidItem();
        }
    }

    @TomodachiService(value = "shop", httpMiddleware = { Outer.class, Tuner.class })
    static class Shop {

        private final AtomicInteger attempts = new AtomicInteger();

        @Inject
        Visitor visitor;

        @Http.Get("/plain/(?<id>[^/]+)")
        String plain(String id) {
            EVENTS.add("plain " + id);
            return "plain " + id;
        }

        @Http.Get("/groups/(?<id>[^/]+)(/(?<rest>.*))?")
        String groups(String id, RoutingContext request, String rest) {
            return id + rest;
        }

        @Http.Get("/count")
        String count(@Query int count, RoutingContext request) {
            return "count " + count;
        }

        @Http.Post("/items")
        Item item(@Body Item item) {
            return item;
        }

        @Http.Get("/teapot")
        String teapot() {
            throw new HttpException(418, "teapot");
        }

        @Http.Get("/lost")
        Uni<String> lost() {
            return Uni.createFrom().failure(new HttpException(404, "lost"));
        }

        @Http.Get("/third")
        Uni<String> third() {
            int attempt = attempts.incrementAndGet();
            return attempt % 3 == 0 ? Uni.createFrom().item("attempt " + attempt + where())
                    : Uni.createFrom().failure(new IllegalStateException("attempt " + attempt));
        }

        @Http.Get("/where/worker")
        String worker() {
            return "worker" + where();
        }

        @NonBlocking
        @Http.Get("/where/loop")
        String loop() {
            return "loop" + where();
        }

        @RunOnVirtualThread
        @Http.Get("/where/virtual")
        String virtual() {
            return "virtual" + where();
        }

        private String where() {
            return " " + Context.isOnEventLoopThread() + " " + (Vertx.currentContext() != null) + " " + visitor.name();
        }

        @HttpError(404)
        String notFound(Throwable failure) {
            EVENTS.add("not found");
            return "not found";
        }

        @HttpError(409)
        String conflict() {
            throw new HttpException(409, "again");
        }

        @Http.Get("/conflict")
        String raiseConflict() {
            throw new HttpException(409, "first");
        }

        @HttpStatic(path = "src/main/java/io/quarkiverse/tomodachi/deployment", url = "/files/")
        void files() {
        }
    }

    @TomodachiService("other")
    static class Other {

        @Http.Get("/other")
        String other() {
            return "other";
        }
    }

    /** Goes on where the answer of something else came from. */
    static class Elsewhere implements Middleware<HandlerCall> {

        @Inject
        Visitor visitor;

        @Override
        public Uni<Object> handle(HandlerCall call, Next next) {
            visitor.name("anna");
            return Uni.createFrom().<Object> emitter(emitter -> new Thread(() -> emitter.complete("x")).start())
                    .chain(next::proceed).map(result -> result + " " + call.attributes().get("watcher") + " "
                            + call.attributes().get("watched"));
        }
    }

    static class Watcher implements Middleware<HandlerCall> {

        @Inject
        Visitor visitor;

        @Override
        public Uni<Object> handle(HandlerCall call, Next next) {
            call.attributes().put("watcher", where(visitor));
            return Uni.createFrom().<Object> emitter(emitter -> new Thread(() -> emitter.complete("x")).start())
                    .chain(next::proceed);
        }
    }

    @HandlerDecorator(WatchedLog.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Watched {
    }

    static class WatchedLog implements Decorator<Watched> {

        @Inject
        Visitor visitor;

        @Override
        public Decision decorate(Watched annotation, HandlerCall call) {
            call.attributes().put("watched", where(visitor));
            return Decision.goOn();
        }
    }

    static String where(Visitor visitor) {
        return Context.isOnEventLoopThread() + "," + (Vertx.currentContext() != null) + "," + visitor.name();
    }

    @Watched
    @TomodachiService(value = "waiting", httpMiddleware = { Elsewhere.class, Watcher.class })
    static class Waiting {

        @Inject
        Visitor visitor;

        @Http.Get("/waiting/worker")
        String worker() {
            return where(visitor);
        }

        @NonBlocking
        @Http.Get("/waiting/loop")
        String loop() {
            return where(visitor);
        }

        @RunOnVirtualThread
        @Http.Get("/waiting/virtual")
        String virtual() {
            return where(visitor);
        }
    }

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
