package io.quarkiverse.tomodachi.deployment.websocket;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketConnections;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.common.vertx.VertxContext;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;

/** Answers in all the ways there are. */
final class WebsocketMessagesService {

    private WebsocketMessagesService() {
    }

    @TomodachiService("echo")
    static class Echo {

        private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

        @Inject
        WebsocketConnections connections;

        @Websocket("/echo/(?<room>\\w+)")
        WebsocketHandlers echo(WebsocketConnection socket, String room) {
            return WebsocketHandlers.onBinary(data -> socket.sendBinary(Buffer.buffer("<").appendBuffer(data)))
                    .onText(text -> receive(socket, text))
                    .onClose((code, reason) -> closed.add(room + " " + code + " " + reason));
        }

        private void receive(WebsocketConnection socket, String text) {
            switch (text) {
                case "fail" -> throw new IllegalStateException("a callback fails");
                case "close" -> socket.close(4001, "enough");
                case "bad code" -> socket.close(1006, "");
                case "json" -> socket.sendJson(Map.of("a", List.of(1, 2)));
                case "long" -> socket.sendText("é".repeat(1500));
                default -> socket.sendText("echo " + (text.length() > 100 ? String.valueOf(text.length()) : text));
            }
        }

        @Websocket("/quiet")
        WebsocketHandlers quiet(WebsocketConnection socket) {
            return WebsocketHandlers.onText(socket::sendText);
        }

        @Websocket("/slow")
        WebsocketHandlers slow(WebsocketConnection socket) {
            return WebsocketHandlers
                    .onTextAsync(text -> Uni.createFrom().voidItem().onItem().delayIt().by(Duration.ofMillis(20))
                            .invoke(() -> closed.add(text)))
                    .onCloseAsync((code, reason) -> Uni.createFrom().voidItem().invoke(() -> closed.add("end " + code)));
        }

        @NonBlocking
        @Websocket("/event-loop")
        WebsocketHandlers eventLoop(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> socket.sendText("" + Context.isOnEventLoopThread()));
        }

        @NonBlocking
        @Websocket("/thread")
        WebsocketHandlers thread(WebsocketConnection socket) {
            String opened = Thread.currentThread().getName();
            return WebsocketHandlers.onText(text -> socket.sendText(opened.equals(Thread.currentThread().getName())
                    + " " + VertxContext.isOnDuplicatedContext() + " " + seen()));
        }

        private static boolean seen() {
            boolean seen = Vertx.currentContext().getLocal("seen") != null;
            Vertx.currentContext().putLocal("seen", true);
            return seen;
        }

        @RunOnVirtualThread
        @Websocket("/virtual")
        WebsocketHandlers virtual(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> socket.sendText(text).await().indefinitely());
        }

        @Http.Get("/closed")
        String closed() throws InterruptedException {
            return closed.poll(10, TimeUnit.SECONDS);
        }

        @Http.Get("/broadcast/(?<room>\\w+)")
        Uni<Integer> broadcast(String room) {
            connections.ofUrl("/echo/(?<room>\\w+)").connections().forEach(one -> one.attributes().put("seen", true));
            return connections.ofMethod(Echo.class, "echo").whereGroup("room", room).whereAttribute("seen", true)
                    .broadcastJson(Map.of("to", room));
        }

        @Http.Get("/count")
        int count() {
            return connections.all().connections().size();
        }
    }
}
