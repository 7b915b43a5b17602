package io.quarkiverse.tomodachi.devservices.amqp.codec;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Builds the frames we send. */
public final class FrameEncoder {

    private static final byte[] FRAME_END = { (byte) Frame.END };

    /** Bodies up to this size are copied next to their headers, larger ones are sent from where they are. */
    private static final int COPY_LIMIT = 16 * 1024;

    private FrameEncoder() {
    }

    public static ByteBuffer heartbeat() {
        WireWriter out = new WireWriter();
        endFrame(out, startFrame(out, Frame.HEARTBEAT, 0));
        return finished(out);
    }

    public static ByteBuffer method(int channel, MethodId method, Consumer<WireWriter> arguments) {
        WireWriter out = new WireWriter();
        writeMethod(out, channel, method, arguments);
        return finished(out);
    }

    /** A method with content: the method, the content's header and as many body frames as the limit makes needed. */
    public static List<ByteBuffer> content(int channel, MethodId method, Consumer<WireWriter> arguments, Content content,
            int frameMax) {
        WireWriter out = new WireWriter();
        writeMethod(out, channel, method, arguments);
        int start = startFrame(out, Frame.HEADER, channel);
        out.shortInt(method.classId()).shortInt(0).longLong(content.body().length);
        byte[] properties = content.properties().encoded();
        out.raw(properties, properties.length);
        endFrame(out, start);
        byte[] body = content.body();
        int room = frameMax - Frame.OVERHEAD;
        if (body.length <= Math.min(room, COPY_LIMIT)) {
            if (body.length > 0) {
                int bodyStart = startFrame(out, Frame.BODY, channel);
                out.raw(body, body.length);
                endFrame(out, bodyStart);
            }
            return List.of(finished(out));
        }
        return withBodyFrames(out, channel, body, room);
    }

    private static List<ByteBuffer> withBodyFrames(WireWriter head, int channel, byte[] body, int room) {
        List<ByteBuffer> buffers = new ArrayList<>();
        WireWriter out = head;
        for (int offset = 0; offset < body.length; offset += room) {
            int size = Math.min(room, body.length - offset);
            out.octet(Frame.BODY).shortInt(channel).longInt(size);
            buffers.add(finished(out));
            buffers.add(ByteBuffer.wrap(body, offset, size));
            out = new WireWriter().raw(FRAME_END, 1);
        }
        buffers.add(finished(out));
        return buffers;
    }

    private static void writeMethod(WireWriter out, int channel, MethodId method, Consumer<WireWriter> arguments) {
        int start = startFrame(out, Frame.METHOD, channel);
        out.shortInt(method.classId()).shortInt(method.methodId());
        arguments.accept(out);
        endFrame(out, start);
    }

    private static int startFrame(WireWriter out, int type, int channel) {
        out.octet(type).shortInt(channel).longInt(0);
        return out.length();
    }

    private static void endFrame(WireWriter out, int payloadStart) {
        out.longIntAt(payloadStart - Integer.BYTES, out.length() - payloadStart);
        out.raw(FRAME_END, 1);
    }

    private static ByteBuffer finished(WireWriter out) {
        return ByteBuffer.wrap(out.toByteArray());
    }
}
