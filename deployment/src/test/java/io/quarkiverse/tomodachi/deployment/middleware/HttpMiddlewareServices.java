package io.quarkiverse.tomodachi.deployment.middleware;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Body;
import io.quarkiverse.tomodachi.HandlerCall;
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
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;

/** Services, one of which has middleware that does what requests ask for. */
final class HttpMiddlewareServices {

    private HttpMiddlewareServices() {
    }

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
}
