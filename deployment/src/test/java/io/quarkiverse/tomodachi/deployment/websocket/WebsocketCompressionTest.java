package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class WebsocketCompressionTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, RawWebsocket.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.websocket.compression", "true");

    @TestHTTPResource
    URI server;

    @TomodachiService("chat")
    static class Chat {

        @Websocket("/long")
        void speak(WebsocketConnection socket) {
            socket.sendText("a".repeat(10_000));
        }
    }

    @Test
    void compressesForThoseThatOfferIt() throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/long", "Sec-WebSocket-Extensions: permessage-deflate")) {
            assertThat(client.status()).isEqualTo(101);
            assertThat(client.header("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
            assertThat(client.next()).hasSizeLessThan(100);
        }
        try (RawWebsocket client = RawWebsocket.open(server, "/long")) {
            assertThat(client.header("Sec-WebSocket-Extensions")).isNull();
            assertThat(client.next()).isEqualTo("a".repeat(10_000));
        }
    }
}
