package io.quarkiverse.tomodachi.deployment.websocket;

import static io.quarkiverse.tomodachi.deployment.clients.Users.ANNA;
import static io.quarkiverse.tomodachi.deployment.clients.Users.BERT;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpException;
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
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;

class WebsocketHandshakeTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = Users
            .of(new QuarkusUnitTest().withApplicationRoot(
                    root -> root.addClasses(Chat.class, Open.class, Elsewhere.class, RawWebsocket.class, Users.class)))
            // which outlives applications, and another test sets it
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi.websocket\".level", "INFO")
            .setLogRecordPredicate(record -> record.getLoggerName().equals("io.quarkiverse.tomodachi.websocket"))
            .assertLogRecords(records -> assertThat(records)
                    .anyMatch(record -> record.getMessage().startsWith("Websocket open")
                            && record.getMessage().contains(" user_agent=\"x websocket_id=\\\"0\\\"\"")))
            .overrideConfigKey("quarkus.http.auth.permission.policy.paths", "/policy")
            .overrideConfigKey("quarkus.http.auth.permission.policy.policy", "authenticated")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"open\".websocket.allowed-origins",
                    "https://shop.example,/https://.*\\.partner\\.example/");

    @TestHTTPResource
    URI server;

    @TomodachiService("chat")
    static class Chat {

        @Inject
        SecurityIdentity identity;

        @Websocket(value = "/chat/(?<room>[^/]+)", subprotocols = { "v2.chat", "v1.chat" })
        void chat(WebsocketConnection socket, String room) {
            socket.sendText(room + " " + socket.subprotocol().orElse("-") + " " + socket.groups());
        }

        @Websocket("/number/(?<id>.+)")
        void number(WebsocketConnection socket, int id) {
            socket.sendText("id " + id);
        }

        @Websocket("/policy")
        void policy(WebsocketConnection socket) {
            socket.sendText(identity.getPrincipal().getName());
        }

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

        @Websocket("/both")
        void both(WebsocketConnection socket) {
            socket.sendText("socket");
        }

        @Http.Get("/both")
        String page() {
            return "page";
        }

        @Websocket("/fails")
        void fails() {
            throw new IllegalStateException("secret of the handler");
        }

        @Websocket("/refuses")
        void refuses() {
            throw new HttpException(403, "secret of the handler");
        }
    }

    @TomodachiService("open")
    static class Open {

        @Websocket("/open")
        void open(WebsocketConnection socket) {
            socket.sendText("open");
        }
    }

    /** Decides about one path on a thread of its own, where the request then goes on. */
    @ApplicationScoped
    static class Elsewhere implements HttpSecurityPolicy {

        @Override
        public Uni<CheckResult> checkPermission(RoutingContext request, Uni<SecurityIdentity> identity,
                AuthorizationRequestContext context) {
            return !request.normalizedPath().endsWith("/elsewhere") ? CheckResult.permit()
                    : Uni.createFrom().emitter(emitter -> new Thread(() -> emitter.complete(CheckResult.PERMIT)).start());
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
    void connectsWhateverThreadDecidedThatItMay() throws IOException {
        assertThat(first("/chat/elsewhere")).startsWith("elsewhere ");
        assertThat(status("/number/elsewhere")).isEqualTo(400);
        assertThat(status("/chat/elsewhere", "Origin: https://other.example")).isEqualTo(403);
    }

    /** See what is asserted of the log. */
    @Test
    void keepsClientsFromForgingFieldsOfTheLog() throws IOException {
        assertThat(first("/chat/log", "User-Agent: x websocket_id=\"0\"")).startsWith("log ");
    }

    @Test
    void answersWhatIsNoHandshake() throws IOException {
        try (RawWebsocket plain = RawWebsocket.request(server, "GET /chat/blue")) {
            assertThat(plain.status()).isEqualTo(426);
            assertThat(plain.header("Upgrade")).isEqualTo("websocket");
        }
        try (RawWebsocket post = RawWebsocket.request(server, "POST /chat/blue", "Content-Length: 0")) {
            assertThat(post.status()).isEqualTo(405);
            assertThat(post.header("Allow")).isEqualTo("GET");
        }
        String key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==";
        for (String version : new String[] { "99", "8", "0", "" }) {
            try (RawWebsocket old = RawWebsocket.request(server, "GET /chat/blue", "Upgrade: websocket", "Connection: Upgrade",
                    key, "Sec-WebSocket-Version: " + version)) {
                assertThat(old.status()).as(version).isEqualTo(426);
                assertThat(old.header("Sec-WebSocket-Version")).isEqualTo("13");
            }
        }
        for (String[] lines : new String[][] { { "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13" },
                { "Upgrade: websocket", "Connection: Upgrade", "Sec-WebSocket-Version: 13", "Sec-WebSocket-Key: short" },
                { "Upgrade: websocket", "Sec-WebSocket-Version: 13", key } }) {
            try (RawWebsocket bad = RawWebsocket.request(server, "GET /chat/blue", lines)) {
                assertThat(bad.status()).isEqualTo(400);
            }
        }
        assertThat(status("/unknown")).isEqualTo(404);
    }

    @Test
    void decidesBeforeTheHandshake() throws IOException {
        assertThat(status("/number/x")).isEqualTo(400);
        assertThat(first("/number/7")).isEqualTo("id 7");
        assertThat(status("/policy")).isEqualTo(401);
        assertThat(first("/policy", BERT)).isEqualTo("bert");
        assertThat(status("/admin")).isEqualTo(401);
        assertThat(status("/admin", BERT)).isEqualTo(403);
        assertThat(status("/admin", "Authorization: " + Users.basic("anna", "wrong"))).isEqualTo(401);
        assertThat(status("/user")).isEqualTo(401);
        assertThat(first("/user", BERT)).isEqualTo("user bert");
        try (RawWebsocket anna = RawWebsocket.open(server, "/admin", ANNA)) {
            assertThat(anna.next()).isEqualTo("hello anna");
            assertThat(anna.text("word").next()).isEqualTo("word of anna [admin] anna");
        }
    }

    @Test
    void letsOnlyPagesOfTheSameHostConnect() throws IOException {
        String host = server.getHost() + ":" + server.getPort();
        assertThat(first("/chat/a", "Origin: http://" + host)).startsWith("a -");
        assertThat(status("/chat/a", "Origin: https://" + host)).isEqualTo(101);
        assertThat(status("/chat/a", "Origin: http://evil.example")).isEqualTo(403);
        assertThat(status("/chat/a", "Origin: http://" + host + ".evil.example")).isEqualTo(403);
        assertThat(status("/chat/a", "Origin: null")).isEqualTo(403);
        assertThat(first("/open", "Origin: https://shop.example")).isEqualTo("open");
        assertThat(first("/open", "Origin: https://a.partner.example")).isEqualTo("open");
        assertThat(status("/open", "Origin: https://shop.example.evil")).isEqualTo(403);
        assertThat(status("/open", "Origin: http://" + host)).isEqualTo(403);
    }

    @Test
    void choosesASubprotocol() throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/chat/a%2Fb", "Sec-WebSocket-Protocol: v9.chat, v1.chat",
                "Sec-WebSocket-Protocol: v2.chat")) {
            assertThat(client.header("Sec-WebSocket-Protocol")).isEqualTo("v1.chat");
            assertThat(client.next()).isEqualTo("a/b v1.chat {room=a/b}");
        }
        try (RawWebsocket client = RawWebsocket.open(server, "/chat/a", "Sec-WebSocket-Protocol: v9.chat")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Protocol")).isNull();
            assertThat(client.next()).isEqualTo("a - {room=a}");
        }
    }

    @Test
    void standsBesideAPage() throws IOException {
        try (RawWebsocket page = RawWebsocket.request(server, "GET /both")) {
            assertThat(page.status()).isEqualTo(200);
        }
        assertThat(first("/both")).isEqualTo("socket");
    }

    @Test
    void tellsThatTheHandlerFailed() throws IOException {
        assertThat(first("/fails")).isEqualTo("close 1011");
        assertThat(first("/refuses")).isEqualTo("close 1008");
    }
}
