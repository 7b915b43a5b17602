package io.quarkiverse.tomodachi.deployment.websocket;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.HttpStatic;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.RestAssured;
import io.vertx.core.buffer.Buffer;

class WebsocketTest {

    private static final Path FOLDER = folder();

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Chat.class, RawWebsocket.class))
            .overrideRuntimeConfigKey("folder", FOLDER.resolve("public").toString());

    @TestHTTPResource
    URI server;

    private static Path folder() {
        try {
            Path folder = Files.createTempDirectory("tomodachi");
            Files.createDirectories(folder.resolve("public/sub"));
            Files.createDirectories(folder.resolve("public-not"));
            Files.writeString(folder.resolve("public/a.txt"), "å");
            Files.writeString(folder.resolve("public/sub/b.html"), "<p>");
            Files.writeString(folder.resolve("public-not/secret.txt"), "secret");
            Files.writeString(folder.resolve("secret.txt"), "secret");
            Files.createSymbolicLink(folder.resolve("public/link.txt"), folder.resolve("public-not/secret.txt"));
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @TomodachiService("chat")
    static class Chat {

        private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();

        @Websocket("/ws/(?<room>[a-z]+)/?")
        WebsocketHandlers chat(WebsocketConnection socket, String room) {
            socket.sendText("welcome to " + room);
            return WebsocketHandlers.onText(text -> {
                if (text.equals("fail")) {
                    throw new IllegalStateException("a callback fails");
                }
                socket.sendText("echo: " + text);
            }).onBinary(data -> socket.sendBinary(Buffer.buffer().appendByte((byte) 7).appendBuffer(data)))
                    .onClose(() -> closed.add(room));
        }

        @Http.Get("/closed")
        String closed() throws InterruptedException {
            return closed.poll(10, TimeUnit.SECONDS);
        }

        @HttpStatic(path = "${folder}", url = "/static/")
        void files() {
        }
    }

    @Test
    void echoesAndTellsTheEnd() throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/ws/blue")) {
            assertThat(client.next()).isEqualTo("welcome to blue");
            for (int i = 0; i < 20; i++) {
                client.text("m" + i);
            }
            for (int i = 0; i < 20; i++) {
                assertThat(client.next()).isEqualTo("echo: m" + i);
            }
            client.text("fail").frame(RawWebsocket.FINAL | RawWebsocket.BINARY, new byte[3]);
            assertThat(client.next()).isEqualTo("binary 07000000");
            assertThat(client.close(1000, "").next()).isEqualTo("close 1000");
        }
        when().get("/closed").then().body(is("blue"));
        when().get("/ws/blue").then().statusCode(426).header("Upgrade", "websocket");
    }

    @Test
    void servesFilesAndNothingElse() {
        when().get("/static/a.txt").then().statusCode(200).contentType("text/plain; charset=utf-8").body(is("å"));
        when().get("/static/sub/b.html").then().statusCode(200);
        when().head("/static/a.txt").then().statusCode(200).header("Content-Length", "2").body(is(""));
        String etag = when().get("/static/a.txt").header("ETag");
        RestAssured.given().header("If-None-Match", etag).get("/static/a.txt").then().statusCode(304);
        for (String path : new String[] { "/static/", "/static/sub", "/static/none", "/static/../secret.txt",
                "/static/%2e%2e/secret.txt", "/static/..%2fsecret.txt", "/static/%2e%2e%2fsecret.txt",
                "/static/link.txt", "/static/..%2Fpublic-not/secret.txt", "/static/a.txt%00",
                "/static//etc/passwd", "/static/%2Fetc/passwd" }) {
            RestAssured.given().urlEncodingEnabled(false).get(path).then().statusCode(404);
        }
        when().post("/static/a.txt").then().statusCode(405).header("Allow", is("GET,HEAD"));
    }
}
