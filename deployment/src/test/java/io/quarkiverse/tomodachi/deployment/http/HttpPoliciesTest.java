package io.quarkiverse.tomodachi.deployment.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import java.net.URI;
import java.util.List;
import java.util.Set;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpError;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkiverse.tomodachi.deployment.clients.Users;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.restassured.specification.RequestSpecification;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

/** What handlers add to the security of Quarkus must not let anyone around it. */
class HttpPoliciesTest {

    /** Without the asterisk and the semicolon, which paths of policies cannot have. */
    private static final String RESERVED = ":+@,=$&!'()";

    @RegisterExtension
    static final QuarkusUnitTest APP = Users
            .of(new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Guarded.class, TenantException.class,
                    LoginPage.class, Users.class, RawWebsocket.class)))
            .overrideConfigKey("quarkus.http.auth.permission.admin.paths",
                    "/r:x,/r+x,/r@x,/r\\,x,/r=x,/r$x,/r&x,/r!x,/r'x,/r(x,"
                            + "/r)x,/r,/feed:live,/caf%C3%A9,/a%2Fb,/tenant")
            .overrideConfigKey("quarkus.http.auth.permission.admin.policy", "admins")
            .overrideConfigKey("quarkus.http.auth.policy.admins.roles-allowed", "admin");

    @TestHTTPResource
    URI root;

    static class TenantException extends RuntimeException {
    }

    @TomodachiService("guarded")
    static class Guarded {

        @Http.Get("/r(?<mark>.)x")
        String reserved(String mark) {
            return mark;
        }

        @Http.Get("/(?<word>café|a%2Fb)")
        String word(String word) {
            return word;
        }

        @Http.Get("/people/(?<name>[^/]+)")
        String person(String name) {
            return name;
        }

        @Websocket("/feed:live")
        void feed(WebsocketConnection connection) {
        }

        @RolesAllowed("admin")
        @Http.Get("/roles")
        String roles() {
            return "roles";
        }

        @Http.Get("/forbidden")
        String forbid() {
            throw new ForbiddenException();
        }

        @Http.Get("/tenant")
        String tenant() {
            throw new TenantException();
        }

        @HttpError(403)
        String ofTenant(TenantException exception) {
            return "tenant";
        }

        @HttpError(401)
        String unauthorized() {
            return "who are you?";
        }
    }

    /** Fails as mechanisms do that send callers to another site, and take them back from there. */
    @ApplicationScoped
    static class LoginPage implements HttpAuthenticationMechanism {

        @Override
        public Uni<SecurityIdentity> authenticate(RoutingContext context, IdentityProviderManager identities) {
            String step = context.request().getHeader("X-Step");
            if ("redirect".equals(step)) {
                return Uni.createFrom().failure(new AuthenticationRedirectException("https://login.example/"));
            }
            return "complete".equals(step) ? Uni.createFrom().failure(new AuthenticationCompletionException("secret"))
                    : Uni.createFrom().nullItem();
        }

        @Override
        public Uni<ChallengeData> getChallenge(RoutingContext context) {
            return Uni.createFrom().nullItem();
        }

        @Override
        public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
            return Set.of();
        }

        @Override
        public int getPriority() {
            return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 1;
        }
    }

    private static RequestSpecification nobody() {
        return given().urlEncodingEnabled(false).redirects().follow(false);
    }

    private static RequestSpecification anna() {
        return nobody().auth().preemptive().basic("anna", "a");
    }

    private static RequestSpecification bert() {
        return nobody().auth().preemptive().basic("bert", "b");
    }

    @Test
    void holdForAllSpellingsOfAPath() {
        for (char reserved : RESERVED.toCharArray()) {
            String upper = String.format("/r%%%02Xx", (int) reserved);
            for (String path : List.of("/r" + reserved + "x", upper, upper.toLowerCase())) {
                nobody().get(path).then().statusCode(401);
                bert().get(path).then().statusCode(403);
                anna().get(path).then().statusCode(200).body(is(String.valueOf(reserved)));
            }
        }
        // parameters of a segment are no part of the path to policies
        for (String path : List.of("/r;x", "/r%3Bx", "/r%3bx")) {
            nobody().get(path).then().statusCode(401);
            anna().get(path).then().statusCode(200).body(is(";"));
        }
        for (String path : List.of("/caf%C3%A9", "/caf%c3%a9", "/%63af%c3%A9", "/a%2Fb", "/a%2fb")) {
            nobody().get(path).then().statusCode(401);
            anna().get(path).then().statusCode(200);
        }
        nobody().get("/r*x").then().statusCode(200).body(is("*"));
        nobody().get("/r%2Ax").then().statusCode(200).body(is("*"));
    }

    @Test
    void leaveEncodedValuesAlone() {
        nobody().get("/people/a%40b").then().statusCode(200).body(is("a@b"));
        nobody().get("/people/a%3a%2C%24%2fb%25").then().statusCode(200).body(is("a:,$/b%"));
    }

    @Test
    void holdForWebsockets() throws Exception {
        for (String path : List.of("/feed:live", "/feed%3Alive", "/feed%3alive")) {
            nobody().header("Connection", "Upgrade").header("Upgrade", "websocket").header("Sec-WebSocket-Version", "13")
                    .header("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ==").get(path).then().statusCode(401);
            try (RawWebsocket client = RawWebsocket.open(root, path, Users.ANNA)) {
                assertThat(client.status()).isEqualTo(101);
            }
        }
    }

    @Test
    void areAnsweredByQuarkusWhereNoErrorHandlerFits() {
        bert().get("/roles").then().statusCode(403).body(not(is("tenant")));
        bert().get("/tenant").then().statusCode(403).body(not(is("tenant")));
        nobody().get("/forbidden").then().statusCode(403).body(not(is("tenant")));
    }

    @Test
    void leaveLoginsToQuarkus() {
        nobody().header("X-Step", "redirect").get("/people/anna").then().statusCode(302)
                .header("Location", is("https://login.example/")).body(not(is("who are you?")));
        nobody().header("X-Step", "complete").get("/people/anna").then().statusCode(401)
                .header("WWW-Authenticate", nullValue()).body(is("who are you?"));
        nobody().get("/roles").then().statusCode(401).header("WWW-Authenticate", is("basic")).body(is("who are you?"));
    }
}
