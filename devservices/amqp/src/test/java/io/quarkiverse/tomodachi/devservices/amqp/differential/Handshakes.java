package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.RawClient;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldTable;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FieldValue;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireReader;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** How connections begin, octet by octet. */
final class Handshakes {

    private static final byte[] HEADER = { 'A', 'M', 'Q', 'P', 0, 0, 9, 1 };
    private static final FieldTable KNOWS_CLOSE = new FieldTable(Map.of("capabilities",
            FieldValue.of(new FieldTable(Map.of("authentication_failure_close", FieldValue.of(true))))));

    void capabilities(Scene scene) throws Exception {
        Connection connection = scene.connect();
        scene.line(Trace.value(connection.getServerProperties().get("capabilities")));
        scene.line("fields " + new java.util.TreeSet<>(connection.getServerProperties().keySet()));
    }

    void startAndTune(Scene scene) throws Exception {
        try (RawClient client = client(scene)) {
            client.write(HEADER);
            WireReader start = client.expect(MethodId.CONNECTION_START).arguments();
            scene.line("version " + start.octet() + "." + start.octet());
            start.table();
            scene.line("mechanisms " + start.longString() + ", locales " + start.longString());
            startOk(scene, client, "PLAIN", FieldTable.EMPTY);
            WireReader tune = client.expect(MethodId.CONNECTION_TUNE).arguments();
            scene.line("tune " + tune.shortInt() + " " + tune.longInt() + " " + tune.shortInt());
            tuneOk(client, 10, 131_072, 0);
            open(client, "/");
            WireReader opened = client.expect(MethodId.CONNECTION_OPEN_OK).arguments();
            scene.line("open-ok '" + opened.shortString() + "'");
        }
    }

    void otherProtocols(Scene scene) throws Exception {
        for (String greeting : new String[] { "GET / HTTP/1.1\r\n\r\n", "AMQP\0\1\0\0", "AMQP\0\0\11\2",
                "XXXX\0\0\11\1" }) {
            try (RawClient client = client(scene)) {
                client.write(Scene.bytes(greeting));
                scene.line(Trace.value(client.readOctets(8)).replace("\0", "0").replace("\t", "9").replace("\1", "1"));
                scene.line("closed " + client.read().isEmpty());
            }
        }
    }

    void loginRefused(Scene scene) throws Exception {
        ConnectionFactory factory = scene.factory();
        factory.setPassword("wrong");
        refused(scene, "password", factory);
        factory.setUsername("nobody");
        refused(scene, "user", factory);
        factory.setUsername("");
        refused(scene, "empty user", factory);
    }

    @Slow
    void loginRefusedToAClientOfOld(Scene scene) throws Exception {
        try (RawClient client = client(scene)) {
            client.write(HEADER);
            client.expect(MethodId.CONNECTION_START);
            client.method(0, MethodId.CONNECTION_START_OK, new WireWriter().table(FieldTable.EMPTY).shortString("PLAIN")
                    .longString(LongString.of("\0guest\0wrong")).shortString("en_US"));
            answer(scene, "wrong password", client);
        }
    }

    @Slow
    void mechanisms(Scene scene) throws Exception {
        for (String mechanism : new String[] { "EXTERNAL" }) {
            try (RawClient client = client(scene)) {
                client.write(HEADER);
                client.expect(MethodId.CONNECTION_START);
                startOk(scene, client, mechanism, KNOWS_CLOSE);
                answer(scene, "mechanism '" + mechanism + "'", client);
            }
        }
        for (String response : new String[] { "guest" }) {
            try (RawClient client = client(scene)) {
                client.write(HEADER);
                client.expect(MethodId.CONNECTION_START);
                client.method(0, MethodId.CONNECTION_START_OK, new WireWriter().table(KNOWS_CLOSE).shortString("PLAIN")
                        .longString(LongString.of(response)).shortString("en_US"));
                answer(scene, "response '" + response.replace("\0", "0") + "'", client);
            }
        }
    }

    void unknownVirtualHost(Scene scene) throws Exception {
        ConnectionFactory factory = scene.factory();
        for (String host : new String[] { "missing", "", "//" }) {
            factory.setVirtualHost(host);
            refused(scene, "'" + host + "'", factory);
        }
    }

    @Slow
    void limits(Scene scene) throws Exception {
        int[][] wishes = { { 2047, 131_072 }, { 10, 4096 }, { 2048, 131_072 }, { 10, 4095 } };
        for (int[] wish : wishes) {
            try (RawClient client = client(scene)) {
                client.write(HEADER);
                client.expect(MethodId.CONNECTION_START);
                startOk(scene, client, "PLAIN", KNOWS_CLOSE);
                client.expect(MethodId.CONNECTION_TUNE);
                tuneOk(client, wish[0], wish[1], 0);
                open(client, "/");
                answer(scene, "channels " + wish[0] + " frames " + wish[1], client);
            }
        }
    }

    @Slow
    void methodsOutOfOrder(Scene scene) throws Exception {
        try (RawClient client = client(scene)) {
            client.write(HEADER);
            client.expect(MethodId.CONNECTION_START);
            startOk(scene, client, "PLAIN", KNOWS_CLOSE);
            client.expect(MethodId.CONNECTION_TUNE);
            open(client, "/");
            answer(scene, "open instead of tune-ok", client);
        }
        try (RawClient client = ready(scene)) {
            open(client, "/");
            answer(scene, "open twice", client);
        }
    }

    static void answer(Scene scene, String what, RawClient client) throws IOException {
        Optional<Frame> frame = client.read();
        while (frame.isPresent() && frame.get().type() == Frame.HEARTBEAT) {
            frame = client.read();
        }
        if (frame.isEmpty()) {
            scene.line(what + ": closed without a word");
            return;
        }
        var call = frame.get().method();
        if (call.id() == MethodId.CONNECTION_CLOSE || call.id() == MethodId.CHANNEL_CLOSE) {
            WireReader in = call.arguments();
            scene.line(what + ": " + call.id().label() + " " + in.shortInt() + " " + in.shortString() + " (" + in.shortInt()
                    + "," + in.shortInt() + ")");
        } else {
            scene.line(what + ": " + call.id().label());
        }
    }

    static RawClient client(Scene scene) throws IOException {
        return new RawClient(scene.factory().getHost(), scene.factory().getPort());
    }

    static RawClient ready(Scene scene) throws IOException {
        return RawClient.ready(scene.factory().getHost(), scene.factory().getPort());
    }

    private static void refused(Scene scene, String what, ConnectionFactory factory) throws Exception {
        try (Connection connection = factory.newConnection()) {
            scene.line(what + ": connected");
        } catch (IOException e) {
            Throwable root = e;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            scene.line(what + ": " + e.getClass().getSimpleName() + " " + root.getMessage());
        }
    }

    private static void startOk(Scene scene, RawClient client, String mechanism, FieldTable properties) throws IOException {
        client.method(0, MethodId.CONNECTION_START_OK, new WireWriter().table(properties).shortString(mechanism)
                .longString(LongString.of("\0" + scene.factory().getUsername() + "\0" + scene.factory().getPassword()))
                .shortString("en_US"));
    }

    private static void tuneOk(RawClient client, int channels, int frames, int heartbeat) throws IOException {
        client.method(0, MethodId.CONNECTION_TUNE_OK, new WireWriter().shortInt(channels).longInt(frames)
                .shortInt(heartbeat));
    }

    private static void open(RawClient client, String host) throws IOException {
        client.method(0, MethodId.CONNECTION_OPEN, new WireWriter().shortString(host).shortString("").bit(false));
    }
}
