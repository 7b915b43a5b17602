package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.smallrye.mutiny.Uni;

/** The clients outlive the application; what they saw is kept in system properties, which both class loaders share. */
class WebsocketShutdownTest {

    private static final String PREFIX = "tomodachi.websocket.shutdown.";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, RawWebsocket.class))
            .setAfterUndeployListener(WebsocketShutdownTest::afterwards);

    /** Kept, as a socket that nobody refers to is closed. */
    private static RawWebsocket busy;
    private static RawWebsocket never;

    @TestHTTPResource
    URI server;

    @TomodachiService("chat")
    static class Chat {

        @Websocket("/work")
        WebsocketHandlers work(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> {
                socket.sendText("working");
                // longer than clients are waited for
                sleep(3000);
                append("work", "done");
            }).onClose((code, reason) -> append("work", "closed " + code));
        }

        @Websocket("/idle")
        WebsocketHandlers idle(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> append("idle", text)).onClose((code, reason) -> {
                sleep(200);
                append("idle", "closed " + code);
            });
        }

        @Websocket("/never")
        Uni<WebsocketHandlers> never() {
            return Uni.createFrom().<WebsocketHandlers> nothing().onCancellation()
                    .invoke(() -> append("never", "cancelled"));
        }

        @StopService
        void stop() {
            append("never", "stopped");
            append("work", "stopped");
            append("idle", "stopped");
        }

        private static void sleep(long millis) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static synchronized void append(String name, String event) {
        System.setProperty(PREFIX + name, System.getProperty(PREFIX + name, "") + event + ";");
    }

    @Test
    void leavesConnectionsOpen() throws IOException {
        System.clearProperty(PREFIX + "work");
        System.clearProperty(PREFIX + "idle");
        System.clearProperty(PREFIX + "client");
        System.clearProperty(PREFIX + "never");
        busy = RawWebsocket.open(server, "/work");
        busy.text("go");
        assertThat(busy.next()).isEqualTo("working");
        never = RawWebsocket.open(server, "/never");
        RawWebsocket idle = RawWebsocket.open(server, "/idle");
        // as a browser does: answers the close frame
        new Thread(() -> {
            try {
                append("client", idle.next());
                idle.close(1001, "");
                append("client", idle.next());
            } catch (IOException e) {
                append("client", e.toString());
            }
        }).start();
    }

    private static void afterwards() {
        // its thread may be later than the end of the application
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(System.getProperty(PREFIX + "client")).isEqualTo("close 1001;end;"));
        assertThat(System.getProperty(PREFIX + "idle")).isEqualTo("closed 1001;stopped;");
        assertThat(System.getProperty(PREFIX + "never")).isEqualTo("cancelled;stopped;");
        assertThat(System.getProperty(PREFIX + "work")).isEqualTo("done;closed 1001;stopped;");
    }
}
