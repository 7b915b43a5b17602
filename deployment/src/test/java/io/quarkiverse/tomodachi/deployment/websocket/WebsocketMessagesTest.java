package io.quarkiverse.tomodachi.deployment.websocket;

import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.BINARY;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.CLOSE;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.CONTINUATION;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.FINAL;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.PING;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.TEXT;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class WebsocketMessagesTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(WebsocketMessagesService.class, RawWebsocket.class))
            .overrideRuntimeConfigKey("quarkus.http.websocket-server.max-frame-size", "2000")
            .overrideRuntimeConfigKey("quarkus.http.websocket-server.max-message-size", "5000");

    @TestHTTPResource
    URI server;

    private RawWebsocket open(String path) throws IOException {
        RawWebsocket client = RawWebsocket.open(server, path);
        assertThat(client.status()).isEqualTo(101);
        return client;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void callsBackOnTheEventLoopOfTheConnectionEachTimeWithAContextOfItsOwn() throws IOException {
        try (RawWebsocket client = open("/thread")) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.text("?").next()).isEqualTo("true true false");
            }
        }
    }

    @Test
    void echoesTextAndBytes() throws IOException {
        try (RawWebsocket client = open("/echo/a")) {
            assertThat(client.text("hi").next()).isEqualTo("echo hi");
            assertThat(client.frame(FINAL | BINARY, new byte[] { 1, 2 }).next()).isEqualTo("binary 3c0102");
            assertThat(client.frame(FINAL | PING, bytes("p")).next()).isEqualTo("pong p");
            assertThat(client.text("").next()).isEqualTo("echo ");
            assertThat(client.text("json").next()).isEqualTo("{\"a\":[1,2]}");
            assertThat(client.text("fail").text("bad code").text("still there").next()).isEqualTo("echo still there");
            client.text("long");
            assertThat(client.next() + client.next()).isEqualTo("é".repeat(1000) + "…+" + "é".repeat(500));
            client.frame(FINAL | BINARY, new byte[0]);
            assertThat(client.next()).isEqualTo("binary 3c");
        }
        when().get("/closed").then().body(is("a 1006 "));
    }

    @Test
    void joinsFragments() throws IOException {
        try (RawWebsocket client = open("/quiet")) {
            byte[] euro = bytes("€");
            client.frame(TEXT, bytes("he")).frame(FINAL | PING, bytes("x")).frame(CONTINUATION, new byte[] { euro[0] });
            client.frame(CONTINUATION, new byte[] { euro[1], euro[2] }).frame(FINAL | CONTINUATION, bytes("o"));
            assertThat(client.next()).isEqualTo("pong x");
            assertThat(client.next()).isEqualTo("he€o");
            client.frame(TEXT, new byte[0]).frame(CONTINUATION, new byte[0]).frame(FINAL | CONTINUATION, bytes("late"));
            assertThat(client.next()).isEqualTo("late");
            // what has no callback is dropped, and does no harm
            assertThat(client.frame(FINAL | BINARY, new byte[9]).text("after").next()).isEqualTo("after");
        }
    }

    @Test
    void passesCloseCodesThrough() throws IOException {
        try (RawWebsocket client = open("/echo/b")) {
            assertThat(client.close(4321, "done").next()).isEqualTo("close 4321 done");
            assertThat(client.next()).isEqualTo("end");
            when().get("/closed").then().body(is("b 4321 done"));
        }
        try (RawWebsocket client = open("/echo/b")) {
            assertThat(client.frame(FINAL | CLOSE, new byte[0]).next()).startsWith("close");
            when().get("/closed").then().body(is("b 1005 "));
        }
        try (RawWebsocket client = open("/echo/b")) {
            assertThat(client.text("close").next()).isEqualTo("close 4001 enough");
            client.close(4001, "");
            assertThat(client.next()).isEqualTo("end");
            when().get("/closed").then().body(is("b 4001 enough"));
        }
    }

    @Test
    void closesOnWhatIsMalformed() throws IOException {
        assertThat(closeOf(RawWebsocket.bytes(FINAL | TEXT, new byte[] { (byte) 0xff, (byte) 0xfe }, true)))
                .startsWith("close 1007");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | TEXT, bytes("hi"), false))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | 0x40 | TEXT, bytes("hi"), true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | 0x20 | TEXT, bytes("hi"), true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | PING, new byte[126], true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(PING, bytes("x"), true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | 0x3, bytes("x"), true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | CONTINUATION, bytes("x"), true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | CLOSE, new byte[] { 1 }, true))).startsWith("close 1002");
        assertThat(closeOf(RawWebsocket.bytes(FINAL | TEXT, new byte[2001], true))).startsWith("close 1009");
        try (RawWebsocket client = open("/echo/c")) {
            client.frame(TEXT, new byte[2000]).frame(CONTINUATION, new byte[2000]).frame(FINAL | CONTINUATION, new byte[1001]);
            assertThat(client.next()).startsWith("close 1009");
        }
        try (RawWebsocket client = open("/echo/d")) {
            client.frame(TEXT, new byte[2000]).frame(CONTINUATION, new byte[2000]).frame(FINAL | CONTINUATION, new byte[1000]);
            assertThat(client.next()).isEqualTo("echo 5000");
        }
        await().atMost(Duration.ofSeconds(20)).until(() -> when().get("/count").asString().equals("0"));
        when().get("/closed").then().body(startsWith("c 1009"));
        when().get("/closed").then().body(is("d 1006 "));
    }

    private static void answer(RawWebsocket client) {
        try {
            client.close(1000, "");
        } catch (IOException e) {
            // the server has disconnected already, as it does where it cannot tell where the next frame begins
        }
    }

    private String closeOf(byte[] frame) throws IOException {
        try (RawWebsocket client = open("/quiet")) {
            assertThat(client.text("before").next()).isEqualTo("before");
            String close = client.raw(frame).next();
            answer(client);
            assertThat(client.next()).isEqualTo("end");
            return close;
        }
    }

    @Test
    void deliversInOrderAndEverythingBeforeTheEnd() throws IOException {
        try (RawWebsocket client = open("/slow")) {
            for (int i = 0; i < 40; i++) {
                client.text("m" + i);
            }
            client.close(1000, "");
            assertThat(client.next()).startsWith("close 1000");
        }
        for (int i = 0; i < 40; i++) {
            when().get("/closed").then().body(is("m" + i));
        }
        when().get("/closed").then().body(is("end 1000"));
        try (RawWebsocket client = open("/slow")) {
            for (int i = 0; i < 40; i++) {
                client.text("n" + i);
            }
        }
        for (int i = 0; i < 40; i++) {
            when().get("/closed").then().body(is("n" + i));
        }
        when().get("/closed").then().body(is("end 1006"));
    }

    @Test
    void runsCallbacksWhereTheHandlerRuns() throws IOException {
        try (RawWebsocket client = open("/event-loop")) {
            assertThat(client.text("x").next()).isEqualTo("true");
        }
        try (RawWebsocket client = open("/virtual")) {
            assertThat(client.text("one").text("two").next()).isEqualTo("one");
            assertThat(client.next()).isEqualTo("two");
        }
    }

    @Test
    void broadcasts() throws IOException {
        try (RawWebsocket red = open("/echo/red");
                RawWebsocket red2 = open("/echo/red");
                RawWebsocket blue = open("/echo/blue")) {
            for (RawWebsocket client : List.of(red, red2, blue)) {
                // which the handler has by then
                assertThat(client.text("here").next()).isEqualTo("echo here");
            }
            when().get("/broadcast/red").then().body(is("2"));
            assertThat(red.next()).isEqualTo("{\"to\":\"red\"}");
            assertThat(red2.next()).isEqualTo("{\"to\":\"red\"}");
            assertThat(blue.text("me").next()).isEqualTo("echo me");
            when().get("/broadcast/green").then().body(is("0"));
            for (RawWebsocket client : List.of(red, red2, blue)) {
                client.close(1000, "");
                when().get("/closed").then().statusCode(200);
            }
        }
    }
}
