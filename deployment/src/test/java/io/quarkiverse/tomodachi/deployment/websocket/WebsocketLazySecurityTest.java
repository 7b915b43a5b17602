package io.quarkiverse.tomodachi.deployment.websocket;

import static io.quarkiverse.tomodachi.deployment.clients.Users.ANNA;
import static io.quarkiverse.tomodachi.deployment.clients.Users.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkiverse.tomodachi.deployment.clients.Users;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** Who asks for a connection is authenticated before the handshake, even if nobody else would have asked who it is. */
class WebsocketLazySecurityTest {

    private static final String WRONG = "Authorization: " + Users.basic("anna", "wrong");

    @RegisterExtension
    static final QuarkusUnitTest APP = Users
            .of(new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Chat.class, RawWebsocket.class, Users.class)))
            .overrideConfigKey("quarkus.http.auth.proactive", "false")
            .overrideConfigKey("quarkus.http.auth.permission.policy.paths", "/policy")
            .overrideConfigKey("quarkus.http.auth.permission.policy.policy", "authenticated");

    @TestHTTPResource
    URI server;

    @TomodachiService("chat")
    static class Chat {

        @Inject
        SecurityIdentity identity;

        @RolesAllowed("admin")
        @Websocket("/admin")
        Uni<WebsocketHandlers> admin(WebsocketConnection socket) {
            return socket.sendText("hello " + identity.getPrincipal().getName())
                    .replaceWith(WebsocketHandlers.onText(text -> socket.sendText(text + " of "
                            + identity.getPrincipal().getName() + " " + identity.getRoles() + " "
                            + socket.principal().get().getName())));
        }

        @Authenticated
        @Websocket("/user")
        void user(WebsocketConnection socket) {
            socket.sendText("user " + identity.getPrincipal().getName());
        }

        @Websocket("/policy")
        void policy(WebsocketConnection socket) {
            socket.sendText("policy " + identity.getPrincipal().getName());
        }

        @Websocket("/anyone")
        void anyone(WebsocketConnection socket) {
            socket.sendText(identity.isAnonymous() ? "anonymous" : identity.getPrincipal().getName());
        }
    }

    private int status(String path, String... headers) throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, path, headers)) {
            return client.status();
        }
    }

    private String first(String path, String... headers) throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, path, headers)) {
            assertThat(client.status()).isEqualTo(101);
            return client.next();
        }
    }

    @Test
    void refusesBeforeTheHandshake() throws IOException {
        for (String path : new String[] { "/admin", "/user", "/policy" }) {
            assertThat(status(path)).as(path).isEqualTo(401);
            assertThat(status(path, WRONG)).as(path).isEqualTo(401);
        }
        assertThat(status("/admin", BERT)).isEqualTo(403);
        assertThat(status("/anyone", WRONG)).isEqualTo(401);
    }

    @Test
    void knowsWhoConnects() throws IOException {
        assertThat(first("/user", BERT)).isEqualTo("user bert");
        assertThat(first("/policy", BERT)).isEqualTo("policy bert");
        assertThat(first("/anyone")).isEqualTo("anonymous");
        assertThat(first("/anyone", BERT)).isEqualTo("bert");
        try (RawWebsocket anna = RawWebsocket.open(server, "/admin", ANNA)) {
            assertThat(anna.next()).isEqualTo("hello anna");
            assertThat(anna.text("word").next()).isEqualTo("word of anna [admin] anna");
        }
    }
}
