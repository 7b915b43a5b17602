package io.quarkiverse.tomodachi.deployment.middleware;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

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
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

class WebsocketMiddlewareTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, Door.class));

    @TestHTTPResource("/ws/")
    URI uri;

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

    private static final class Client implements WebSocket.Listener {

        final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            received.add("closed " + status + reason);
            return null;
        }

        String next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }
    }

    private WebSocket open(String room, Client client) throws Exception {
        return HttpClient.newHttpClient().newWebSocketBuilder()
                .buildAsync(URI.create(uri.toString().replace("http:", "ws:") + room), client).get(10, TimeUnit.SECONDS);
    }

    @Test
    void runsAroundTheHandlerOfANewConnection() throws Exception {
        Client client = new Client();
        WebSocket socket = open("renamed", client);
        assertThat(client.next()).isEqualTo("welcome to other");
        socket.sendText("a", true).get(10, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo("echo a");
        socket.abort();
    }

    @Test
    void refusesConnections() throws Exception {
        assertThat(firstOf("refused")).isEqualTo("closed 1008");
        assertThat(firstOf("broken")).isEqualTo("closed 1011");
        assertThat(firstOf("wrong")).isEqualTo("closed 1011");
    }

    private String firstOf(String room) throws Exception {
        Client client = new Client();
        open(room, client);
        return client.next();
    }

    @Test
    void answersInPlaceOfTheHandler() throws Exception {
        Client client = new Client();
        WebSocket socket = open("silent", client);
        socket.sendText("a", true).get(10, TimeUnit.SECONDS);
        socket.sendClose(1000, "").get(10, TimeUnit.SECONDS);
        assertThat(client.next()).isEqualTo("closed 1000");
    }
}
