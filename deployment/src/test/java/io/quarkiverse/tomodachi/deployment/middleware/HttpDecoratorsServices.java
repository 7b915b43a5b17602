package io.quarkiverse.tomodachi.deployment.middleware;

import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;

import io.quarkiverse.tomodachi.AsyncDecorator;
import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;

/** Services with decorators of all kinds. */
final class HttpDecoratorsServices {

    private HttpDecoratorsServices() {
    }

    static final List<String> EVENTS = new CopyOnWriteArrayList<>();
    static final List<String> STARTED = new CopyOnWriteArrayList<>();

    public enum Level {
        LOW,
        HIGH
    }

    /** On the class. */
    @HandlerDecorator(TokenCheck.class)
    @interface RequireToken {

        String value() default "secret";

        int status() default 403;

        Level[] levels() default {};

        Class<?> type() default String.class;
    }

    static class TokenCheck implements Decorator<RequireToken> {

        @Override
        public Decision decorate(RequireToken annotation, HandlerCall call) {
            EVENTS.add("token " + annotation.value() + annotation.status() + Arrays.toString(annotation.levels())
                    + annotation.type().getSimpleName());
            if (!(call instanceof HttpCall http)) {
                EVENTS.add("no request");
                return Decision.goOn();
            }
            String token = http.request().request().getHeader("X-Token");
            if ("broken".equals(token)) {
                throw new HttpException(409);
            }
            return annotation.value().equals(token) ? Decision.goOn()
                    : Decision.result(Response.status(annotation.status()).body("no token"));
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Repeatable(Steps.class)
    @HandlerDecorator(value = StepLog.class, priority = 10)
    @interface Step {
        String value();
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Steps {
        Step[] value();
    }

    @Dependent
    static class StepLog implements Decorator<Step> {

        @Override
        public Decision decorate(Step annotation, HandlerCall call) {
            EVENTS.add("step " + annotation.value());
            return Decision.goOn();
        }
    }

    @HandlerDecorator(SlowCheck.class)
    @interface Slow {
        String mode();
    }

    @ApplicationScoped
    static class SlowCheck implements AsyncDecorator<Slow> {

        @Override
        public Uni<Decision> decide(Slow annotation, HandlerCall call) {
            EVENTS.add("slow");
            return switch (annotation.mode()) {
                case "null" -> null;
                case "null-item" -> Uni.createFrom().nullItem();
                case "fail" -> Uni.createFrom().failure(new HttpException(418));
                case "false" -> Uni.createFrom().item(Decision.result(false));
                default -> Uni.createFrom().item(Decision.goOn())
                        .emitOn(Infrastructure.getDefaultExecutor());
            };
        }
    }

    @HandlerDecorator(value = FirstLog.class, priority = -5)
    @interface First {
    }

    static class FirstLog implements Decorator<First> {

        @Override
        public Decision decorate(First annotation, HandlerCall call) throws Exception {
            EVENTS.add("first");
            if (call.arguments().contains("id")) {
                call.argument("id", "given");
            }
            return Decision.goOn();
        }
    }

    static class Wrapping implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            EVENTS.add("middleware");
            return next.proceed().invoke(result -> EVENTS.add("result " + (result instanceof Response ? "response" : result)));
        }
    }

    static class Base {

        @First
        @Http.Get("/inherited")
        String inherited() {
            return "inherited";
        }
    }

    @RequireToken(levels = { Level.HIGH, Level.LOW }, type = Integer.class)
    @TomodachiService(value = "shop", httpMiddleware = Wrapping.class)
    static class Shop extends Base {

        @Step("b")
        @Step("a")
        @First
        @Http.Get("/steps/(?<id>.+)")
        String steps(String id) {
            EVENTS.add("handler");
            return "steps " + id;
        }

        @Http.Get("/undecorated")
        String undecorated() {
            return "undecorated";
        }

        @Slow(mode = "null")
        @Http.Get("/slow/null")
        String slowNull() {
            return "";
        }

        @Slow(mode = "null-item")
        @Http.Get("/slow/null-item")
        String slowNullItem() {
            return "";
        }

        @Slow(mode = "fail")
        @Http.Get("/slow/fail")
        String slowFail() {
            return "";
        }

        @Slow(mode = "false")
        @Http.Get("/slow/false")
        Boolean slowFalse() {
            return true;
        }

        @Slow(mode = "go on")
        @Http.Get("/slow/on")
        Uni<String> slow() {
            return Uni.createFrom().item("on " + Context.isOnEventLoopThread());
        }

        @HttpError(404)
        String notFound() {
            return "not found";
        }

        @First
        @HttpError(409)
        String conflict() {
            return "conflict";
        }

        @First
        @StartService
        void start() {
            STARTED.addAll(EVENTS);
            STARTED.add("started");
        }

        @Heartbeat
        void beat() {
            EVENTS.add("beat");
        }
    }

    @TomodachiService("short")
    static class Short {

        @Slow(mode = "false")
        @Heartbeat
        void beat() {
            EVENTS.add("never");
        }
    }
}
