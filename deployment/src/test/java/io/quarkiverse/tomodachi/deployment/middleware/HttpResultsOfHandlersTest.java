package io.quarkiverse.tomodachi.deployment.middleware;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

class HttpResultsOfHandlersTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Shop.class, Scoped.class, PerCall.class, Noted.class,
                    NotedInterceptor.class))
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.SEVERE.intValue())
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getThrown().getMessage()).anyMatch(
                    ("Handler " + Shop.class.getName()
                            + "#nullUni() returned null instead of a Uni or CompletionStage")::equals)
                    .anyMatch(("Handler " + Shop.class.getName()
                            + "#nullStage() returned null instead of a Uni or CompletionStage")::equals)
                    .anyMatch(text -> text.startsWith("The result of " + Shop.class.getName() + "#uniOfUni() is a "))
                    .anyMatch(text -> text.startsWith("The result of " + Shop.class.getName() + "#uniOfStage() is a "))
                    .anyMatch(text -> text.startsWith("The result of " + Shop.class.getName() + "#stageOfUni() is a ")));

    static final List<String> NOTED = new CopyOnWriteArrayList<>();

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @interface Noted {
    }

    @Noted
    @Interceptor
    @Priority(1)
    static class NotedInterceptor {

        @AroundInvoke
        Object note(InvocationContext invocation) throws Exception {
            NOTED.add(invocation.getMethod().getName());
            return invocation.proceed();
        }
    }

    @TomodachiService("shop")
    static class Shop {

        @Http.Get("/null-uni")
        Uni<String> nullUni() {
            return null;
        }

        @Http.Get("/null-stage")
        CompletionStage<String> nullStage() {
            return null;
        }

        @Http.Get("/null-item")
        Uni<String> nullItem() {
            return Uni.createFrom().nullItem();
        }

        @Http.Get("/uni-of-uni")
        Uni<Object> uniOfUni() {
            return Uni.createFrom().item(Uni.createFrom().item("lost"));
        }

        @Http.Get("/uni-of-stage")
        Uni<Object> uniOfStage() {
            return Uni.createFrom().item(new CompletableFuture<>());
        }

        @Http.Get("/stage-of-uni")
        CompletableFuture<Object> stageOfUni() {
            return CompletableFuture.supplyAsync(() -> Uni.createFrom().item("lost"));
        }

        @Http.Get("/failure-of-null")
        Uni<String> failureOfNull() {
            return Uni.createFrom().emitter(emitter -> emitter.fail(null));
        }

        @Http.Get("/wrapped")
        CompletionStage<String> wrapped() {
            return CompletableFuture.supplyAsync(() -> {
                throw new HttpException(418);
            });
        }

        @Noted
        @NonBlocking
        @Http.Get("/loop")
        String loop() {
            return "loop " + Context.isOnEventLoopThread();
        }

        @Noted
        @Blocking
        @Http.Get("/worker")
        Uni<String> worker() {
            return Uni.createFrom().item("worker " + !Context.isOnEventLoopThread());
        }
    }

    @ApplicationScoped
    @TomodachiService("scoped")
    static class Scoped {

        private int count;

        @Noted
        @Http.Get("/scoped")
        synchronized String scoped() {
            return "scoped " + ++count;
        }
    }

    @Dependent
    @TomodachiService("per-call")
    static class PerCall {

        private int count;

        @Http.Get("/per-call")
        String perCall() {
            return "per call " + ++count;
        }

        @Http.Get("/per-call/null")
        Uni<String> nullUni() {
            return null;
        }
    }

    @Test
    void tellsResultsThatCannotBeUsed() {
        for (String path : List.of("/null-uni", "/null-stage", "/uni-of-uni", "/uni-of-stage", "/stage-of-uni",
                "/failure-of-null", "/per-call/null")) {
            when().get(path).then().statusCode(500).body(is(""));
        }
        when().get("/null-item").then().statusCode(200).body(is(""));
        when().get("/wrapped").then().statusCode(418);
    }

    @Test
    void keepsInterceptorsScopesAndAnnotationsOfQuarkus() {
        when().get("/loop").then().body(is("loop true"));
        when().get("/worker").then().body(is("worker true"));
        when().get("/scoped").then().body(is("scoped 1"));
        when().get("/scoped").then().body(is("scoped 2"));
        when().get("/per-call").then().body(is("per call 1"));
        when().get("/per-call").then().body(is("per call 1"));
        assertThat(NOTED).containsExactly("loop", "worker", "scoped", "scoped");
    }
}
