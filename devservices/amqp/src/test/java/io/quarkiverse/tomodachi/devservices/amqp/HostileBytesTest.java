package io.quarkiverse.tomodachi.devservices.amqp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.SocketException;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** Octets that no decent client sends. Whatever they are, others go on being served. */
class HostileBytesTest extends BrokerTest {

    @Test
    void strangersAreToldTheProtocol() throws Exception {
        for (String greeting : new String[] { "GET / HTTP/1.1\r\n\r\n", "AMQP\1\1\0\n", "AMQP\0\1\0\0" }) {
            try (RawClient client = open()) {
                client.write(bytes(greeting));
                assertThat(client.readOctets(8)).containsExactly('A', 'M', 'Q', 'P', 0, 0, 9, 1);
                assertThat(client.read()).isEmpty();
            }
        }
    }

    @Test
    void brokenFramesCloseTheConnection() throws Exception {
        assertClosed(ReplyCode.FRAME_ERROR, client -> client.write(new byte[] { 1, 0, 1, 0x7F, -1, -1, -1, 0, 0, 0 }));
        assertClosed(ReplyCode.FRAME_ERROR, client -> client.write(new byte[] { 1, 0, 1, 0, 0, 0, 4, 0, 50, 0, 10, 0 }));
        assertClosed(ReplyCode.FRAME_ERROR,
                client -> client.method(1, MethodId.QUEUE_DECLARE, new WireWriter().shortInt(0).octet(200)));
        assertClosed(ReplyCode.FRAME_ERROR, client -> client.method(1, MethodId.QUEUE_PURGE,
                new WireWriter().shortInt(0).shortString("q").bit(false).octet(1)));
        assertClosed(ReplyCode.FRAME_ERROR, client -> client.frame(7, 1, bytes("what")));
    }

    @Test
    void framesOutOfPlaceCloseTheConnection() throws Exception {
        assertClosed(ReplyCode.UNEXPECTED_FRAME, client -> client.frame(Frame.BODY, 1, bytes("body")));
        assertClosed(ReplyCode.UNEXPECTED_FRAME, client -> {
            publish(client);
            client.frame(Frame.BODY, 1, bytes("body"));
        });
        assertClosed(ReplyCode.UNEXPECTED_FRAME, client -> {
            publish(client);
            client.method(1, MethodId.TX_SELECT, new WireWriter());
        });
        assertClosed(ReplyCode.CHANNEL_ERROR, client -> client.method(7, MethodId.TX_SELECT, new WireWriter()));
        assertClosed(ReplyCode.CHANNEL_ERROR,
                client -> client.method(1, MethodId.CHANNEL_OPEN, new WireWriter().shortString("")));
    }

    @Test
    void announcedBodiesTakeNoMemory() throws Exception {
        try (RawClient client = ready()) {
            publish(client);
            client.frame(Frame.HEADER, 1, new WireWriter().shortInt(60).shortInt(0).longLong(Long.MAX_VALUE).shortInt(0)
                    .toByteArray());
            if (ours().isPresent()) {
                assertThat(client.expect(MethodId.CHANNEL_CLOSE).arguments().shortInt())
                        .isEqualTo(ReplyCode.PRECONDITION_FAILED.code());
            }
        }
        assertStillServing();
    }

    @ParameterizedTest
    @ValueSource(longs = { 11, 12, 13, 14 })
    void randomOctetsHarmNobodyElse(long seed) throws Exception {
        Random random = new Random(seed);
        for (int round = 0; round < 40; round++) {
            try (RawClient client = random.nextBoolean() ? ready() : open()) {
                byte[] octets = new byte[1 + random.nextInt(300)];
                random.nextBytes(octets);
                client.write(octets);
            }
        }
        assertStillServing();
    }

    @ParameterizedTest
    @ValueSource(longs = { 21, 22, 23, 24 })
    void randomFramesHarmNobodyElse(long seed) throws Exception {
        Random random = new Random(seed);
        MethodId[] methods = MethodId.values();
        for (int round = 0; round < 40; round++) {
            try (RawClient client = ready()) {
                for (int i = 0; i < 5; i++) {
                    byte[] arguments = new byte[random.nextInt(40)];
                    random.nextBytes(arguments);
                    WireWriter writer = new WireWriter();
                    for (byte octet : arguments) {
                        writer.octet(octet);
                    }
                    client.method(random.nextInt(2), methods[random.nextInt(methods.length)], writer);
                }
            } catch (SocketException closedOnUs) {
                assertThat(closedOnUs).hasMessageNotContaining("refused");
            }
        }
        assertStillServing();
    }

    private void assertStillServing() throws Exception {
        String queue = newQueue();
        send(queue, "m");
        assertThat(fetchText(queue)).isEqualTo("m");
    }

    private void assertClosed(ReplyCode code, RawAction action) throws Exception {
        try (RawClient client = ready()) {
            action.on(client);
            assertThat(client.expectConnectionClose()).isEqualTo(code.code());
        }
        assertStillServing();
    }

    private static void publish(RawClient client) throws IOException {
        client.method(1, MethodId.BASIC_PUBLISH, new WireWriter().shortInt(0).shortString("").shortString("q").octet(0));
    }

    private static RawClient open() throws IOException {
        return new RawClient(factory.getHost(), factory.getPort());
    }

    private static RawClient ready() throws IOException {
        return RawClient.ready(factory.getHost(), factory.getPort());
    }

    /** What a test does with a client. */
    @FunctionalInterface
    private interface RawAction {

        void on(RawClient client) throws IOException;
    }
}
