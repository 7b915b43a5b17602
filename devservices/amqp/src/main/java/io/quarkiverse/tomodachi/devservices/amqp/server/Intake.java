package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FrameDecoder;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;

/** Takes apart what a client sends. While the client is blocked, what has come already is put aside. */
final class Intake {

    private static final String NOTIFICATION = "connection.blocked";

    private final Connection connection;
    private final Transport transport;
    private final Alarm alarm;
    private final ProtocolHeader header = new ProtocolHeader();
    private final FrameDecoder decoder = new FrameDecoder();
    private ByteBuffer unread;
    private boolean blocked;

    Intake(Connection connection, Transport transport, Alarm alarm) {
        this.connection = connection;
        this.transport = transport;
        this.alarm = alarm;
    }

    boolean isBlocked() {
        return blocked;
    }

    void limitFrames(int frameMax) {
        decoder.limitFrames(frameMax);
    }

    /** A message begins to come in: with an alarm, the rest of it has to wait. */
    void publishing() {
        if (!blocked && alarm.on()) {
            blocked = true;
            transport.pause(true);
            if (connection.clientCan(NOTIFICATION)) {
                connection.send(0, MethodId.CONNECTION_BLOCKED, arguments -> arguments.shortString(Alarm.REASON));
            }
        }
    }

    /** Goes on with what was put aside. */
    void unblock() {
        if (!blocked) {
            return;
        }
        blocked = false;
        transport.pause(false);
        if (connection.isOpen() && connection.clientCan(NOTIFICATION)) {
            connection.send(0, MethodId.CONNECTION_UNBLOCKED, arguments -> {
            });
        }
        ByteBuffer rest = unread;
        unread = null;
        if (rest != null) {
            connection.received(rest);
        }
    }

    void take(ByteBuffer octets) {
        if (!header.complete()) {
            if (!header.read(octets)) {
                return;
            }
            connection.greeted(header.supported());
        }
        try {
            takeFrames(octets);
        } catch (AmqpException e) {
            // The frames themselves are broken: nothing that follows can be understood
            connection.close(e, null);
        }
    }

    private void takeFrames(ByteBuffer octets) {
        while (!connection.isClosed()) {
            if (blocked) {
                unread = ByteBuffer.allocate(octets.remaining()).put(octets).flip();
                return;
            }
            Optional<Frame> frame = decoder.decode(octets);
            if (frame.isEmpty()) {
                return;
            }
            connection.handle(frame.get());
        }
    }
}
