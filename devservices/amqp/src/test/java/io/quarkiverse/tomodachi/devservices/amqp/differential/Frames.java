package io.quarkiverse.tomodachi.devservices.amqp.differential;

import java.io.IOException;
import java.util.Map;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkiverse.tomodachi.devservices.amqp.RawClient;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.LongString;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireWriter;

/** Frames and methods where they do not belong, and what else concerns connections and channels as such. */
final class Frames {

    void brokenFrames(Scene scene) throws Exception {
        raw(scene, "a bad end", client -> client.write(new byte[] { 1, 0, 1, 0, 0, 0, 4, 0, 50, 0, 10, 0 }));
        raw(scene, "too large", client -> client.write(new byte[] { 1, 0, 1, 0x7F, -1, -1, -1, 0, 0, 0 }));
        raw(scene, "unknown type", client -> client.frame(7, 1, Scene.bytes("what")));
        raw(scene, "unknown type on channel 0", client -> client.frame(7, 0, Scene.bytes("what")));
        raw(scene, "heartbeat with content", client -> client.frame(Frame.HEARTBEAT, 0, Scene.bytes("x")));
        raw(scene, "heartbeat on a channel", client -> client.frame(Frame.HEARTBEAT, 1, new byte[0]));
    }

    void brokenMethods(Scene scene) throws Exception {
        raw(scene, "unknown class", client -> client.frame(Frame.METHOD, 1, new byte[] { 0, 99, 0, 10 }));
        raw(scene, "unknown method", client -> client.frame(Frame.METHOD, 1, new byte[] { 0, 50, 0, 99 }));
        raw(scene, "truncated", client -> client.method(1, MethodId.QUEUE_DECLARE, new WireWriter().shortInt(0).octet(200)));
        raw(scene, "too long", client -> client.method(1, MethodId.QUEUE_PURGE,
                new WireWriter().shortInt(0).shortString("q").bit(false).octet(1)));
        raw(scene, "empty", client -> client.frame(Frame.METHOD, 1, new byte[0]));
    }

    void contentOutOfPlace(Scene scene) throws Exception {
        raw(scene, "body without method", client -> client.frame(Frame.BODY, 1, Scene.bytes("body")));
        raw(scene, "header without method", client -> header(client, 60, 4));
        raw(scene, "body before header", client -> {
            publish(client);
            client.frame(Frame.BODY, 1, Scene.bytes("body"));
        });
        raw(scene, "method before header", client -> {
            publish(client);
            client.method(1, MethodId.TX_SELECT, new WireWriter());
        });
        raw(scene, "method before body", client -> {
            publish(client);
            header(client, 60, 4);
            client.method(1, MethodId.TX_SELECT, new WireWriter());
        });
        raw(scene, "header of another class", client -> {
            publish(client);
            header(client, 50, 4);
        });
    }

    void methodsOnTheWrongChannel(Scene scene) throws Exception {
        raw(scene, "on a closed channel", client -> client.method(7, MethodId.TX_SELECT, new WireWriter()));
        raw(scene, "on channel 0", client -> client.method(0, MethodId.TX_SELECT, new WireWriter()));
        raw(scene, "opened twice", client -> client.method(1, MethodId.CHANNEL_OPEN, new WireWriter().shortString("")));
        raw(scene, "channel 0 opened", client -> client.method(0, MethodId.CHANNEL_OPEN, new WireWriter().shortString("")));
        raw(scene, "body on channel 0", client -> client.frame(Frame.BODY, 0, Scene.bytes("body")));
        raw(scene, "body on a closed channel", client -> client.frame(Frame.BODY, 9, Scene.bytes("body")));
        raw(scene, "connection method on a channel", client -> client.method(1, MethodId.CONNECTION_CLOSE,
                new WireWriter().shortInt(200).shortString("").shortInt(0).shortInt(0)));
        raw(scene, "a server's method",
                client -> client.method(1, MethodId.BASIC_CONSUME_OK, new WireWriter().shortString("")));
    }

    void channelNumbers(Scene scene) throws Exception {
        ConnectionFactory factory = scene.factory();
        factory.setRequestedChannelMax(2);
        try (Connection connection = factory.newConnection()) {
            scene.line("agreed " + connection.getChannelMax());
        }
        raw(scene, "beyond the limit", client -> {
            for (int i = 2; i <= 10; i++) {
                client.method(i, MethodId.CHANNEL_OPEN, new WireWriter().shortString(""));
                client.expect(MethodId.CHANNEL_OPEN_OK);
            }
            client.method(11, MethodId.CHANNEL_OPEN, new WireWriter().shortString(""));
        });
        raw(scene, "a number over the limit", client -> client.method(11, MethodId.CHANNEL_OPEN,
                new WireWriter().shortString("")));
    }

    void channelFlow(Scene scene) throws Exception {
        raw(scene, "active", client -> client.method(1, MethodId.CHANNEL_FLOW, new WireWriter().bit(true)));
        raw(scene, "inactive", client -> client.method(1, MethodId.CHANNEL_FLOW, new WireWriter().bit(false)));
    }

    void closeTwice(Scene scene) throws Exception {
        raw(scene, "channel", client -> {
            close(client);
            client.expect(MethodId.CHANNEL_CLOSE_OK);
            close(client);
        });
        raw(scene, "reopened", client -> {
            close(client);
            client.expect(MethodId.CHANNEL_CLOSE_OK);
            client.method(1, MethodId.CHANNEL_OPEN, new WireWriter().shortString(""));
        });
        raw(scene, "connection", client -> client.method(0, MethodId.CONNECTION_CLOSE,
                new WireWriter().shortInt(200).shortString("bye").shortInt(0).shortInt(0)));
    }

    void accessRequest(Scene scene) throws Exception {
        raw(scene, "access", client -> client.method(1, MethodId.ACCESS_REQUEST,
                new WireWriter().shortString("/data").bit(true).bit(true).bit(true).bit(true).bit(true)));
    }

    void updateSecret(Scene scene) throws Exception {
        raw(scene, "same", client -> client.method(0, MethodId.CONNECTION_UPDATE_SECRET,
                new WireWriter().longString(LongString.of(scene.factory().getPassword())).shortString("renewal")));
        raw(scene, "other", client -> client.method(0, MethodId.CONNECTION_UPDATE_SECRET,
                new WireWriter().longString(LongString.of("other")).shortString("renewal")));
    }

    void tablesOfAllKinds(Scene scene) throws Exception {
        raw(scene, "unknown field type",
                client -> client.method(1, MethodId.QUEUE_DECLARE, declare(new byte[] { 1, 'k', 'q' })));
        raw(scene, "cut short", client -> client.method(1, MethodId.QUEUE_DECLARE, declare(new byte[] { 1, 'k', 'I', 0 })));
        raw(scene, "twice the same field", client -> client.method(1, MethodId.QUEUE_DECLARE,
                declare(new byte[] { 1, 'k', 't', 1, 1, 'k', 't', 0 })));
    }

    void connectionNames(Scene scene) throws Exception {
        try (Connection connection = scene.factory().newConnection(Scene.bytes("name").length + " octets")) {
            scene.line(connection.getClientProvidedName() + " " + connection.isOpen());
        }
        ConnectionFactory factory = scene.factory();
        factory.setClientProperties(Map.of());
        try (Connection connection = factory.newConnection()) {
            scene.line("without properties " + connection.isOpen());
        }
    }

    private static void raw(Scene scene, String what, RawAction action) throws Exception {
        try (RawClient client = Handshakes.ready(scene)) {
            action.on(client);
            Handshakes.answer(scene, what, client);
        }
    }

    private static WireWriter declare(byte[] arguments) {
        WireWriter out = new WireWriter().shortInt(0).shortString("").bit(false).bit(false).bit(true).bit(true).bit(false)
                .longInt(arguments.length);
        for (byte octet : arguments) {
            out.octet(octet);
        }
        return out;
    }

    private static void publish(RawClient client) throws IOException {
        client.method(1, MethodId.BASIC_PUBLISH, new WireWriter().shortInt(0).shortString("").shortString("q").octet(0));
    }

    private static void header(RawClient client, int classId, long size) throws IOException {
        client.frame(Frame.HEADER, 1,
                new WireWriter().shortInt(classId).shortInt(0).longLong(size).shortInt(0).toByteArray());
    }

    private static void close(RawClient client) throws IOException {
        client.method(1, MethodId.CHANNEL_CLOSE,
                new WireWriter().shortInt(200).shortString("bye").shortInt(0).shortInt(0));
    }

    /** What a probe does with a client. */
    @FunctionalInterface
    private interface RawAction {

        void on(RawClient client) throws IOException;
    }
}
