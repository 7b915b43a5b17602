package io.quarkiverse.tomodachi.deployment.websocket;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.vertx.core.buffer.Buffer;

/** Services with limits of their own, and what they saw of the end of connections. */
final class WebsocketLimitsServices {

    private WebsocketLimitsServices() {
    }

    static final int CHUNK = 100_000;

    static final BlockingQueue<String> EVENTS = new LinkedBlockingQueue<>();

    @TomodachiService("pinged")
    static class Pinged {

        @Websocket("/pinged")
        WebsocketHandlers pinged(WebsocketConnection socket) {
            return WebsocketHandlers.onText(socket::sendText).onClose((code, reason) -> EVENTS.add(code + " " + reason));
        }

        @Http.Get("/event")
        String event() throws InterruptedException {
            return EVENTS.poll(20, TimeUnit.SECONDS);
        }
    }

    @TomodachiService("equal")
    static class Equal {

        @Websocket("/equal")
        void equal() {
        }
    }

    @TomodachiService("twice")
    static class Twice {

        @Websocket("/twice")
        void twice() {
        }
    }

    @TomodachiService("idle")
    static class Idle {

        @Websocket("/idle")
        WebsocketHandlers idle(WebsocketConnection socket) {
            return WebsocketHandlers.onClose((code, reason) -> EVENTS.add(code + " " + reason));
        }
    }

    /** Sends until it is told that there is no room, which must happen however little the client reads. */
    private static void flood(WebsocketConnection socket) {
        for (int i = 0; i < 2000; i++) {
            boolean[] refused = new boolean[1];
            socket.sendBinary(Buffer.buffer(new byte[CHUNK])).subscribe().with(sent -> {
            }, failure -> refused[0] = failure.getMessage().contains("too slowly"));
            if (refused[0]) {
                EVENTS.add("refused");
                return;
            }
        }
        EVENTS.add("never refused");
    }

    @TomodachiService("flood")
    static class Flood {

        @Websocket("/flood")
        WebsocketHandlers flood(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> WebsocketLimitsServices.flood(socket))
                    .onClose((code, reason) -> EVENTS.add(code + " " + reason));
        }

        @Websocket("/wait")
        WebsocketHandlers waiting(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> {
                for (int i = 0; i < 100; i++) {
                    socket.sendBinary(Buffer.buffer(new byte[CHUNK])).await().indefinitely();
                }
                socket.sendText("all");
            });
        }
    }

    static final CountDownLatch BLOCKED = new CountDownLatch(1);

    @TomodachiService("blocked")
    static class Blocked {

        private int received;

        @Websocket("/blocked")
        WebsocketHandlers blocked(WebsocketConnection socket) {
            return WebsocketHandlers.onBinary(data -> {
                try {
                    BLOCKED.await(60, TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                received += data.length();
            }).onText(text -> socket.sendText("received " + received));
        }

        @Http.Get("/unblock")
        void unblock() {
            BLOCKED.countDown();
        }
    }

    @TomodachiService("failing")
    static class Failing {

        @Websocket("/failing")
        WebsocketHandlers flood(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> WebsocketLimitsServices.flood(socket))
                    .onClose((code, reason) -> EVENTS.add(code + " " + reason));
        }
    }
}
