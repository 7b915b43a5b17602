package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.PrintWriter;
import java.io.StringWriter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkus.test.QuarkusUnitTest;

class WebsocketMistakesTest {

    private static final String CHAT = Chat.class.getName();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest().withApplicationRoot(root -> root.addClasses(Chat.class))
            .assertException(WebsocketMistakesTest::assertAllAreTold);

    @TomodachiService("chat")
    static class Chat {

        @Websocket("/same")
        void one(WebsocketConnection socket) {
        }

        @Websocket("^/same$")
        void two(WebsocketConnection socket) {
        }

        @Websocket(value = "/a", subprotocols = { "v1", "two words" })
        void subprotocol() {
        }

        @Websocket("/b")
        String result() {
            return "";
        }
    }

    private static void assertAllAreTold(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).contains(
                "@Websocket method " + CHAT + "#two(WebsocketConnection) has the URL '^/same$' like @Websocket method " + CHAT
                        + "#one(WebsocketConnection) and would never be called",
                "@Websocket method " + CHAT + "#subprotocol() has the subprotocol 'two words'",
                "@Websocket method " + CHAT + "#result() returns java.lang.String; return WebsocketHandlers");
    }

    @Test
    void isNeverReached() {
        fail("the application was built");
    }
}
