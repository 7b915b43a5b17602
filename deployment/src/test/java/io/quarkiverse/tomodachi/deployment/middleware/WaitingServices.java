package io.quarkiverse.tomodachi.deployment.middleware;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Decision;
import io.quarkiverse.tomodachi.Decorator;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.HandlerDecorator;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Middleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.middleware.HttpMiddlewareServices.Visitor;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** A service whose middleware goes on where the answer of something else came from. */
final class WaitingServices {

    private WaitingServices() {
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
}
