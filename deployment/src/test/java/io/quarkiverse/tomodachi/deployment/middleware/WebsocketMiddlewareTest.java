package io.quarkiverse.tomodachi.deployment.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.HttpCall;
import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.HttpMiddleware;
import io.quarkiverse.tomodachi.Next;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

class WebsocketMiddlewareTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, Door.class, RawWebsocket.class));

    @TestHTTPResource
    URI server;

    static class Door implements HttpMiddleware {

        @Override
        public Uni<Object> handle(HttpCall call, Next next) {
            switch (call.pathGroups().get("room")) {
                case "refused":
                    throw new HttpException(403);
                case "broken":
                    throw new IllegalStateException("secret");
                case "wrong":
                    return Uni.createFrom().item("no handlers");
                case "renamed":
                    call.argument("room", "other");
                    return next.proceed();
                case "silent":
                    return Uni.createFrom().item(WebsocketHandlers.none());
                default:
                    return next.proceed();
            }
        }
    }

    @TomodachiService(value = "chat", httpMiddleware = Door.class)
    static class Chat {

        @Websocket("/ws/(?<room>[a-z]+)")
        WebsocketHandlers chat(WebsocketConnection socket, String room) {
            socket.sendText("welcome to " + room);
            return WebsocketHandlers.onText(text -> socket.sendText("echo " + text));
        }
    }

    private RawWebsocket open(String room) throws IOException {
        return RawWebsocket.open(server, "/ws/" + room);
    }

    @Test
    void runsAroundTheHandlerOfANewConnection() throws IOException {
        try (RawWebsocket client = open("renamed")) {
            assertThat(client.next()).isEqualTo("welcome to other");
            assertThat(client.text("a").next()).isEqualTo("echo a");
        }
    }

    @Test
    void refusesConnections() throws IOException {
        assertThat(firstOf("refused")).isEqualTo("close 1008");
        assertThat(firstOf("broken")).isEqualTo("close 1011");
        assertThat(firstOf("wrong")).isEqualTo("close 1011");
    }

    private String firstOf(String room) throws IOException {
        try (RawWebsocket client = open(room)) {
            return client.next();
        }
    }

    @Test
    void answersInPlaceOfTheHandler() throws IOException {
        try (RawWebsocket client = open("silent")) {
            assertThat(client.text("a").close(1000, "").next()).isEqualTo("close 1000");
        }
    }
}
