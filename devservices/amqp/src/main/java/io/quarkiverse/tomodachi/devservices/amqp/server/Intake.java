package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.nio.ByteBuffer;
import java.util.Optional;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.FrameDecoder;

/** Takes apart what a client sends. While the client is blocked, what has come already is put aside. */
final class Intake {

    private final Connection connection;
    private final ProtocolHeader header = new ProtocolHeader();
    private final FrameDecoder decoder = new FrameDecoder();
    private ByteBuffer unread;
    private boolean blocked;

    Intake(Connection connection) {
        this.connection = connection;
    }

    boolean isBlocked() {
        return blocked;
    }

    void limitFrames(int frameMax) {
        decoder.limitFrames(frameMax);
    }

    /** Takes no frame after the one at hand. */
    void block() {
        blocked = true;
    }

    /** Takes frames again, beginning with what was put aside. */
    void unblock() {
        blocked = false;
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
