package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.nio.ByteBuffer;
import java.util.Optional;

/** Cuts a stream of octets into frames. Holds at most one frame, and takes memory only for sizes within the limit. */
public final class FrameDecoder {

    private static final int HEADER_SIZE = 7;

    private final ByteBuffer header = ByteBuffer.allocate(HEADER_SIZE);
    private int maxPayload = Frame.MIN_SIZE - Frame.OVERHEAD;
    private ByteBuffer payload;

    /** Sets the agreed limit for whole frames, in octets. */
    public void limitFrames(int frameMax) {
        maxPayload = frameMax - Frame.OVERHEAD;
    }

    /** The next whole frame, or nothing when more octets are needed; all octets given are then used up. */
    public Optional<Frame> decode(ByteBuffer in) {
        if (payload == null && !readHeader(in)) {
            return Optional.empty();
        }
        transfer(in, payload);
        if (payload.hasRemaining() || !in.hasRemaining()) {
            return Optional.empty();
        }
        int end = in.get() & 0xFF;
        if (end != Frame.END) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "invalid frame end marker " + end);
        }
        Frame frame = new Frame(header.get(0) & 0xFF, header.getShort(1) & 0xFFFF, payload.array());
        payload = null;
        header.clear();
        return Optional.of(frame);
    }

    private boolean readHeader(ByteBuffer in) {
        transfer(in, header);
        if (header.hasRemaining()) {
            return false;
        }
        long size = header.getInt(3) & 0xFFFFFFFFL;
        if (size > maxPayload) {
            throw new AmqpException(ReplyCode.FRAME_ERROR,
                    "frame too large: payload of " + size + " octets, at most " + maxPayload + " allowed");
        }
        payload = ByteBuffer.allocate((int) size);
        return true;
    }

    private static void transfer(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        int limit = from.limit();
        from.limit(from.position() + count);
        to.put(from);
        from.limit(limit);
    }
}
