package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.hamcrest.Matchers.is;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.Users;
import io.quarkus.security.Authenticated;
import io.quarkus.security.PermissionsAllowed;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;

/** What holds for security however callers are authenticated. */
abstract class SecurityChecks {

    static QuarkusUnitTest application() {
        return Users
                .of(new QuarkusUnitTest()
                        .withApplicationRoot(root -> root.addClasses(Guarded.class, Shout.class, ShoutInterceptor.class,
                                SecurityChecks.class, Users.class)))
                .overrideConfigKey("quarkus.http.auth.permission.admin.paths", "/policy/*")
                .overrideConfigKey("quarkus.http.auth.permission.admin.policy", "admins")
                .overrideConfigKey("quarkus.http.auth.policy.admins.roles-allowed", "admin");
    }

    @InterceptorBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ ElementType.METHOD, ElementType.TYPE })
    @interface Shout {
    }

    @Shout
    @Interceptor
    static class ShoutInterceptor {

        @AroundInvoke
        Object shout(InvocationContext context) throws Exception {
            return context.proceed() + "!";
        }
    }

    @TomodachiService("guarded")
    static class Guarded {

        @Inject
        SecurityIdentity identity;

        @RolesAllowed("admin")
        @Http.Get("/worker")
        String worker() {
            return "worker " + identity.getPrincipal().getName();
        }

        @NonBlocking
        @RolesAllowed("admin")
        @Http.Get("/loop")
        String loop() {
            return "loop " + identity.getPrincipal().getName();
        }

        @PermissionsAllowed("read")
        @PermissionsAllowed("list")
        @Http.Get("/permissions")
        Uni<String> permissions() {
            return Uni.createFrom().item("permissions");
        }

        @NonBlocking
        @DenyAll
        @Http.Get("/denied-loop")
        String deniedLoop() {
            return "denied";
        }

        @RolesAllowed("admin")
        @Http.Get("/uni")
        Uni<String> uni() {
            return Uni.createFrom().item("uni");
        }

        @Authenticated
        @Http.Get("/stage")
        CompletionStage<String> stage() {
            return CompletableFuture.completedFuture("stage");
        }

        @DenyAll
        @Http.Get("/denied")
        String denied() {
            return "denied";
        }

        @Http.Get("/open")
        String open() {
            return "open " + identity.isAnonymous();
        }

        @Http.Get("/policy/(?<name>.+)")
        String policy(String name) {
            return "policy " + name;
        }

        @Shout
        @Http.Get("/shout")
        String shout() {
            return "hey";
        }

        @HttpError(401)
        Map<String, Integer> unauthorized(int statusCode) {
            return Map.of("status", statusCode);
        }

        @HttpError(403)
        Map<String, Integer> forbidden(int statusCode) {
            return Map.of("status", statusCode);
        }
    }

    @Test
    void guardsHandlersOfAllKinds() {
        for (String path : List.of("/worker", "/loop", "/uni")) {
            when().get(path).then().statusCode(401).header("WWW-Authenticate", is("basic")).body("status",
                    is(401));
            given().auth().preemptive().basic("bert", "b").get(path).then().statusCode(403).body("status", is(403));
            given().auth().preemptive().basic("anna", "wrong").get(path).then().statusCode(401)
                    .header("WWW-Authenticate", is("basic")).body("status", is(401));
            given().auth().preemptive().basic("anna", "a").get(path).then().statusCode(200);
        }
        given().auth().preemptive().basic("anna", "a").get("/loop").then().body(is("loop anna"));
        given().auth().preemptive().basic("anna", "a").get("/worker").then().body(is("worker anna"));
        when().get("/stage").then().statusCode(401);
        when().get("/permissions").then().statusCode(401);
        when().get("/denied-loop").then().statusCode(401);
        given().auth().preemptive().basic("anna", "a").get("/denied-loop").then().statusCode(403);
        given().auth().preemptive().basic("anna", "a").get("/permissions").then().statusCode(403);
        given().auth().preemptive().basic("bert", "b").get("/stage").then().statusCode(200).body(is("stage"));
        given().auth().preemptive().basic("anna", "a").get("/denied").then().statusCode(403);
        when().get("/open").then().statusCode(200).body(is("open true"));
    }

    @Test
    void appliesPolicies() {
        when().get("/policy/x").then().statusCode(401).header("WWW-Authenticate", is("basic"));
        given().auth().preemptive().basic("bert", "b").get("/policy/x").then().statusCode(403).body("status", is(403));
        given().auth().preemptive().basic("anna", "a").get("/policy/x").then().statusCode(200).body(is("policy x"));
    }

    @Test
    void callsInterceptors() {
        when().get("/shout").then().body(is("hey!"));
    }
}
