package io.quarkiverse.tomodachi.deployment.websocket;

import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.FINAL;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.PING;
import static io.quarkiverse.tomodachi.deployment.clients.RawWebsocket.PONG;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.startsWith;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

class WebsocketLimitsTest {

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(WebsocketLimitsServices.class, RawWebsocket.class))
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"pinged\".websocket.ping-interval", "0.2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"pinged\".websocket.pong-timeout", "3S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"equal\".websocket.ping-interval", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"equal\".websocket.pong-timeout", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"twice\".websocket.ping-interval", "2S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"twice\".websocket.pong-timeout", "4S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"idle\".websocket.idle-timeout", "0.5S")
            .overrideRuntimeConfigKey("quarkus.tomodachi.websocket.send-buffer", "1M")
            .overrideRuntimeConfigKey("quarkus.tomodachi.\"failing\".websocket.send-buffer-full", "fail");

    @TestHTTPResource
    URI server;

    private RawWebsocket open(String path) throws IOException {
        RawWebsocket client = RawWebsocket.open(server, path);
        assertThat(client.status()).isEqualTo(101);
        return client;
    }

    @Test
    void closesWhatAnswersNoPing() throws IOException {
        try (RawWebsocket client = open("/pinged")) {
            for (int i = 0; i < 4; i++) {
                assertThat(client.next()).isEqualTo("ping");
                client.frame(FINAL | PONG, "tomodachi".getBytes());
            }
            assertThat(client.nextMessage()).isEqualTo("close 1011 No answer to a ping");
            client.close(1011, "");
        }
        when().get("/event").then().body(is("1011 No answer to a ping"));
    }

    /** The timeout of one ping must not count for another, which is sent at the moment when it ends. */
    @Test
    void keepsWhatAnswersPingsLate() throws Exception {
        try (RawWebsocket equal = open("/equal"); RawWebsocket twice = open("/twice")) {
            for (int i = 0; i < 4; i++) {
                assertThat(equal.next()).isEqualTo("ping");
                assertThat(twice.next()).isEqualTo("ping");
                Thread.sleep(200);
                equal.frame(FINAL | PONG, "tomodachi".getBytes());
                twice.frame(FINAL | PONG, "tomodachi".getBytes());
            }
        }
    }

    /** As many answers as nobody reads must not be kept. */
    @Test
    void cutsOffWhoSendsPingsAndDoesNotRead() throws IOException {
        byte[] ping = RawWebsocket.bytes(FINAL | PING, new byte[125], true);
        byte[] pings = new byte[1000 * ping.length];
        for (int i = 0; i < 1000; i++) {
            System.arraycopy(ping, 0, pings, i * ping.length, ping.length);
        }
        try (RawWebsocket client = open("/flood")) {
            assertThatThrownBy(() -> {
                for (int i = 0; i < 300; i++) {
                    client.raw(pings);
                }
            }).isInstanceOf(IOException.class);
        }
        when().get("/event").then().body(startsWith("1006"));
    }

    @Test
    void closesWhatIsIdle() throws IOException {
        try (RawWebsocket client = open("/idle")) {
            assertThat(client.next()).isEqualTo("close 1001 Idle for too long");
            client.close(1001, "");
        }
        when().get("/event").then().body(is("1001 Idle for too long"));
    }

    @Test
    void neverKeepsMoreThanTheBufferForASlowReader() throws IOException {
        try (RawWebsocket client = open("/flood")) {
            client.text("go");
            when().get("/event").then().body(is("refused"));
            String frame = client.next();
            while (frame.startsWith("binary") || frame.startsWith("+")) {
                frame = client.next();
            }
            assertThat(frame).isEqualTo("close 1013 Messages are read too slowly");
            client.close(1013, "");
        }
        when().get("/event").then().body(startsWith("1013"));
    }

    @Test
    void disconnectsTheOneThatNeverReads() throws IOException {
        try (RawWebsocket client = open("/flood")) {
            client.text("go");
            when().get("/event").then().body(is("refused"));
            when().get("/event").then().body(startsWith("1013"));
        }
    }

    @Test
    void leavesItToTheSender() throws IOException {
        try (RawWebsocket client = open("/failing")) {
            client.text("go");
            when().get("/event").then().body(is("refused"));
            client.close(1000, "");
            String frame = client.next();
            while (frame.startsWith("binary") || frame.startsWith("+")) {
                frame = client.next();
            }
            assertThat(frame).startsWith("close 1000");
        }
        when().get("/event").then().body(startsWith("1000"));
    }

    @Test
    void readsNoFurtherWhileACallbackRuns() throws Exception {
        int frames = 1000;
        int size = 64_000;
        AtomicInteger sent = new AtomicInteger();
        try (RawWebsocket client = open("/blocked")) {
            Thread sender = new Thread(() -> {
                try {
                    for (int i = 0; i < frames; i++) {
                        client.frame(FINAL | RawWebsocket.BINARY, new byte[size]);
                        sent.incrementAndGet();
                    }
                    client.text("how much");
                } catch (IOException e) {
                    sent.set(-1);
                }
            });
            sender.start();
            int[] last = { -1 };
            await().pollInterval(Duration.ofSeconds(1)).atMost(Duration.ofSeconds(60))
                    .until(() -> last[0] == (last[0] = sent.get()) && last[0] > 0);
            assertThat(sent.get()).isLessThan(frames);
            when().get("/unblock").then().statusCode(200);
            sender.join(60_000);
            assertThat(client.nextMessage()).isEqualTo("received " + frames * size);
        }
    }

    @Test
    void sendsAsFastAsIsRead() throws IOException {
        try (RawWebsocket client = open("/wait")) {
            client.text("go");
            String frame = client.next();
            while (frame.startsWith("binary") || frame.startsWith("+")) {
                frame = client.next();
            }
            assertThat(frame).isEqualTo("all");
        }
    }
}
