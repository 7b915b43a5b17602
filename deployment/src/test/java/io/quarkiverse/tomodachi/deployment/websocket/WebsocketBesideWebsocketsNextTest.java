package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.List;

import org.jboss.shrinkwrap.api.asset.ByteArrayAsset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.builder.Version;
import io.quarkus.gizmo.ClassCreator;
import io.quarkus.gizmo.MethodCreator;
import io.quarkus.maven.dependency.Dependency;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/** Both kinds of websockets in an application; the endpoint of the other one is made here, as its API is not at hand. */
class WebsocketBesideWebsocketsNextTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, RawWebsocket.class)
                    .add(new ByteArrayAsset(endpoint()), "org/acme/Next.class"))
            .setForcedDependencies(List.of(Dependency.of("io.quarkus", "quarkus-websockets-next", Version.getVersion())));

    @TestHTTPResource
    URI server;

    private static byte[] endpoint() {
        byte[][] result = new byte[1][];
        try (ClassCreator type = ClassCreator.builder().className("org.acme.Next")
                .classOutput((name, bytes) -> result[0] = bytes).build()) {
            type.addAnnotation("io.quarkus.websockets.next.WebSocket").add("path", "/next/{id}");
            MethodCreator echo = type.getMethodCreator("echo", String.class, String.class);
            echo.addAnnotation("io.quarkus.websockets.next.OnTextMessage");
            echo.returnValue(echo.getMethodParam(0));
        }
        return result[0];
    }

    @TomodachiService("chat")
    static class Chat {

        @Websocket("/ours/.*")
        WebsocketHandlers ours(WebsocketConnection socket) {
            return WebsocketHandlers.onText(text -> socket.sendText("ours " + text));
        }
    }

    @Test
    void bothAnswer() throws IOException {
        try (RawWebsocket ours = RawWebsocket.open(server, "/ours/1");
                RawWebsocket next = RawWebsocket.open(server, "/next/1")) {
            assertThat(ours.text("a").next()).isEqualTo("ours a");
            assertThat(next.text("b").next()).isEqualTo("b");
        }
    }
}
