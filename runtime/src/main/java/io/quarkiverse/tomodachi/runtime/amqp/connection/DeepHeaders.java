package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.impl.Frame;

/**
 * Takes headers that are nested deeper than anybody needs out of messages before the client reads them. It reads each level
 * within the one around it, so that a few thousand levels are more than the stack of its thread holds: the connection would
 * end,
 * and the broker deliver the same message over the next one.
 */
public final class DeepHeaders {

    /** The header that such a message has in place of all others. */
    public static final String MARK = "x-tomodachi-unreadable-headers";

    /** The headers are the first level. */
    public static final int DEEPEST = 50;

    /** What one level takes at least: a type and a length. */
    private static final int LEAST_BYTES = 5;

    /** The class, the weight, and the size of the body come before the flags that tell which properties there are. */
    private static final int FLAGS_AT = 12;
    private static final int CONTENT_TYPE = 1 << 15;
    private static final int CONTENT_ENCODING = 1 << 14;
    private static final int HEADERS = 1 << 13;

    private DeepHeaders() {
    }

    /** The frame, or one in its place that can be read. */
    static Frame readable(Frame frame) {
        if (frame == null || frame.type != AMQP.FRAME_HEADER) {
            return frame;
        }
        byte[] payload = frame.getPayload();
        if (payload.length < FLAGS_AT + 2 + LEAST_BYTES * DEEPEST) {
            return frame;
        }
        try {
            return readable(frame, payload);
        } catch (BufferUnderflowException | IllegalArgumentException | ArithmeticException e) {
            // it is not well-formed, which the client tells the broker
            return frame;
        }
    }

    private static Frame readable(Frame frame, byte[] payload) {
        ByteBuffer buffer = ByteBuffer.wrap(payload);
        int flags = buffer.position(FLAGS_AT).getShort();
        if ((flags & HEADERS) == 0) {
            return frame;
        }
        if ((flags & CONTENT_TYPE) != 0) {
            skipShortText(buffer);
        }
        if ((flags & CONTENT_ENCODING) != 0) {
            skipShortText(buffer);
        }
        int begin = buffer.position();
        int length = buffer.getInt();
        int end = buffer.position() + length;
        if (length < LEAST_BYTES * DEEPEST || end > payload.length || !isTooDeep(buffer, end)) {
            return frame;
        }
        return new Frame(frame.type, frame.channel, replaced(payload, begin, end));
    }

    /** Goes through the fields, with the ends of those that it is within. */
    private static boolean isTooDeep(ByteBuffer buffer, int end) {
        int[] ends = new int[DEEPEST];
        boolean[] named = new boolean[DEEPEST];
        int depth = 0;
        ends[0] = end;
        named[0] = true;
        while (true) {
            while (buffer.position() >= ends[depth]) {
                if (depth == 0) {
                    return false;
                }
                depth--;
            }
            if (named[depth]) {
                skipShortText(buffer);
            }
            char type = (char) buffer.get();
            if (type != 'F' && type != 'A') {
                skip(buffer, size(type, buffer));
                continue;
            }
            int length = buffer.getInt();
            if (++depth == DEEPEST) {
                return true;
            }
            ends[depth] = buffer.position() + length;
            named[depth] = type == 'F';
        }
    }

    private static int size(char type, ByteBuffer buffer) {
        return switch (type) {
            case 'V' -> 0;
            case 't', 'b', 'B' -> 1;
            case 's', 'u' -> 2;
            case 'I', 'i', 'f' -> 4;
            case 'D' -> 5;
            case 'l', 'd', 'T' -> 8;
            case 'S', 'x' -> buffer.getInt();
            default -> throw new IllegalArgumentException("No type of a field: " + type);
        };
    }

    private static void skipShortText(ByteBuffer buffer) {
        skip(buffer, Byte.toUnsignedInt(buffer.get()));
    }

    private static void skip(ByteBuffer buffer, int bytes) {
        buffer.position(Math.addExact(buffer.position(), bytes));
    }

    private static byte[] replaced(byte[] payload, int begin, int end) {
        byte[] name = MARK.getBytes(StandardCharsets.US_ASCII);
        byte[] text = ("they are nested more than " + DEEPEST + " deep").getBytes(StandardCharsets.US_ASCII);
        ByteBuffer headers = ByteBuffer.allocate(4 + 1 + name.length + 1 + 4 + text.length);
        headers.putInt(headers.capacity() - 4).put((byte) name.length).put(name).put((byte) 'S').putInt(text.length).put(text);
        ByteArrayOutputStream replaced = new ByteArrayOutputStream();
        replaced.write(payload, 0, begin);
        replaced.writeBytes(headers.array());
        replaced.write(payload, end, payload.length - end);
        return replaced.toByteArray();
    }
}
