package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The eight octets a client begins with. */
final class ProtocolHeader {

    private static final byte[] AMQP_0_9_1 = { 'A', 'M', 'Q', 'P', 0, 0, 9, 1 };

    private final ByteBuffer octets = ByteBuffer.allocate(AMQP_0_9_1.length);

    static ByteBuffer ours() {
        return ByteBuffer.wrap(AMQP_0_9_1.clone());
    }

    /** Takes what belongs to the header, and answers whether it is complete. */
    boolean read(ByteBuffer in) {
        while (octets.hasRemaining() && in.hasRemaining()) {
            octets.put(in.get());
        }
        return complete();
    }

    boolean complete() {
        return !octets.hasRemaining();
    }

    boolean supported() {
        return Arrays.equals(octets.array(), AMQP_0_9_1);
    }
}
