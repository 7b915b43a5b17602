package io.quarkiverse.tomodachi.deployment.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.util.Random;
import java.util.logging.Level;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.Websocket;
import io.quarkiverse.tomodachi.WebsocketConnection;
import io.quarkiverse.tomodachi.WebsocketHandlers;
import io.quarkiverse.tomodachi.deployment.clients.RawWebsocket;
import io.quarkus.test.QuarkusUnitTest;
import io.quarkus.test.common.http.TestHTTPResource;

/**
 * Random frames and handshakes, always the same ones; {@code -Dtomodachi.fuzz.seconds=600} goes on with others for ten minutes.
 * A failure names the seed.
 */
class WebsocketFuzzTest {

    private static final int SEEDS = 150;
    private static final String SECONDS = "tomodachi.fuzz.seconds";

    @RegisterExtension
    static final QuarkusUnitTest APP = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Echo.class, RawWebsocket.class))
            .overrideRuntimeConfigKey("quarkus.log.category.\"io.quarkiverse.tomodachi.websocket\".level", "WARN")
            // that a machine is busy is no fault of ours
            .setLogRecordPredicate(record -> record.getLevel().intValue() >= Level.WARNING.intValue()
                    && !record.getLoggerName().endsWith("BlockedThreadChecker"))
            .assertLogRecords(records -> assertThat(records).extracting(record -> record.getLoggerName() + ": "
                    + record.getMessage() + " " + record.getThrown()).isEmpty());

    @TestHTTPResource
    URI server;

    @TomodachiService("echo")
    static class Echo {

        @Websocket("/echo/(?<number>.+)")
        WebsocketHandlers echo(WebsocketConnection socket, int number) {
            return WebsocketHandlers.onText(socket::sendText).onBinary(socket::sendBinary);
        }
    }

    @Test
    void survives() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            fuzz(seed);
        }
        long end = System.nanoTime() + Long.getLong(SECONDS, 0) * 1_000_000_000;
        for (long seed = System.nanoTime(); System.nanoTime() < end; seed++) {
            fuzz(seed);
        }
        try (RawWebsocket client = RawWebsocket.open(server, "/echo/1")) {
            assertThat(client.text("still serving").next()).isEqualTo("still serving");
        }
    }

    private void fuzz(long seed) throws IOException {
        Random random = new Random(seed);
        try {
            if (random.nextInt(4) == 0) {
                handshake(random);
            } else {
                frames(random);
            }
        } catch (IOException e) {
            // the server may disconnect at any time while it is sent nonsense
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("seed " + seed, e);
        }
    }

    private void handshake(Random random) throws IOException {
        String[] lines = { "Upgrade: " + pick(random, "websocket", "WebSocket", "h2c, websocket", ",", noise(random)),
                "Connection: " + pick(random, "Upgrade", "keep-alive,upgrade", "close", ",", noise(random)),
                "Sec-WebSocket-Version: " + pick(random, "13", "13", "8", "0", "-1", noise(random)),
                "Sec-WebSocket-Key: " + pick(random, "dGhlIHNhbXBsZSBub25jZQ==", "", "====", noise(random)),
                "Sec-WebSocket-Protocol: " + pick(random, "a", ",,", "", noise(random)),
                "Sec-WebSocket-Extensions: "
                        + pick(random, "permessage-deflate", "permessage-deflate; client_max_window_bits=99",
                                ";;=", "", noise(random)),
                "Origin: " + pick(random, "null", "://", "http://", noise(random)) };
        String path = pick(random, "/echo/1", "/echo/x", "/echo/%zz", "/echo/%2f", "/echo/99999999999", "/" + noise(random));
        try (RawWebsocket client = RawWebsocket.request(server, pick(random, "GET ", "GET ", "POST ") + path, lines)) {
            assertThat(client.status()).isLessThan(500);
        }
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    private static String noise(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append((char) ('!' + random.nextInt('~' - '!')));
        }
        return text.toString();
    }

    private void frames(Random random) throws IOException {
        try (RawWebsocket client = RawWebsocket.open(server, "/echo/7")) {
            assertThat(client.status()).isEqualTo(101);
            for (int i = random.nextInt(20); i >= 0; i--) {
                byte[] payload = new byte[random.nextInt(10) == 0 ? random.nextInt(300_000) : random.nextInt(200)];
                random.nextBytes(payload);
                if (random.nextBoolean()) {
                    // mostly well formed, so that it gets further than the first frame
                    int kind = random.nextInt(3);
                    client.frame((random.nextBoolean() ? RawWebsocket.FINAL : 0) | kind, kind == 1 ? noise(random).getBytes()
                            : payload);
                } else if (random.nextBoolean()) {
                    client.raw(RawWebsocket.bytes(random.nextInt(256), payload, random.nextInt(8) != 0));
                } else {
                    client.raw(payload);
                }
            }
            if (random.nextBoolean()) {
                client.close(random.nextInt(65536), noise(random));
                client.next();
            }
        }
    }
}
