package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.DevModePort;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusDevModeTest;
import io.restassured.RestAssured;

@ExtendWith(DevModePort.class)
class WebsocketReloadTest {

    @RegisterExtension
    static final QuarkusDevModeTest APP = new QuarkusDevModeTest()
            .withApplicationRoot(root -> root.addClasses(WebsocketReloadService.class));

    private static RawWebsocket connect() throws IOException {
        RawWebsocket client = RawWebsocket.open(URI.create("http://localhost:" + RestAssured.port), "/chat");
        assertThat(client.status()).isEqualTo(101);
        return client;
    }

    @Test
    void connectsToTheChangedHandlerAndClosesWhatTheOldOneHad() throws IOException {
        try (RawWebsocket old = connect()) {
            assertThat(old.text("hello").nextMessage()).isEqualTo("first hello");
            APP.modifySourceFile(WebsocketReloadService.class, source -> source.replace("first", "second"));
            assertThat(old.text("again").nextMessage()).as("nothing is reloaded for messages").isEqualTo("first again");
            try (RawWebsocket young = connect()) {
                assertThat(young.text("hello").nextMessage()).isEqualTo("second hello");
                assertThat(old.nextMessage()).isEqualTo("close 1001");

                APP.modifySourceFile(WebsocketReloadService.class, source -> source.replace("second", "third"));
                try (RawWebsocket youngest = connect()) {
                    assertThat(youngest.text("hello").nextMessage()).isEqualTo("third hello");
                    assertThat(young.nextMessage()).isEqualTo("close 1001");
                }
            }
        }
    }
}
