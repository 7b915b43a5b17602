package io.quarkiverse.tomodachi.devservices.amqp.server;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.devservices.amqp.codec.AmqpException;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Content;
import io.quarkiverse.tomodachi.devservices.amqp.codec.Frame;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MessageProperties;
import io.quarkiverse.tomodachi.devservices.amqp.codec.MethodId;
import io.quarkiverse.tomodachi.devservices.amqp.codec.ReplyCode;
import io.quarkiverse.tomodachi.devservices.amqp.codec.WireReader;

/** Puts a message together from its header frame and its body frames. Memory is taken as octets come, not as announced. */
final class ContentAssembly {

    private final long maxBody;
    private final List<byte[]> parts = new ArrayList<>();
    private MessageProperties properties;
    private long announced;
    private long received;

    /** @param maxBody how many octets a body may have */
    ContentAssembly(long maxBody) {
        this.maxBody = maxBody;
    }

    boolean complete() {
        return properties != null && received == announced;
    }

    void add(Frame frame) {
        if (properties == null) {
            readHeader(frame);
            return;
        }
        if (frame.type() != Frame.BODY) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME,
                    "expected content body, got non content body frame instead");
        }
        received += frame.payload().length;
        if (received > announced) {
            throw new AmqpException(ReplyCode.FRAME_ERROR,
                    "content body of " + received + " octets is larger than the " + announced + " announced");
        }
        parts.add(frame.payload());
    }

    Content content() {
        if (parts.size() == 1) {
            return new Content(properties, parts.get(0));
        }
        byte[] body = new byte[(int) received];
        int offset = 0;
        for (byte[] part : parts) {
            System.arraycopy(part, 0, body, offset, part.length);
            offset += part.length;
        }
        return new Content(properties, body);
    }

    private void readHeader(Frame frame) {
        int expected = MethodId.BASIC_PUBLISH.classId();
        if (frame.type() != Frame.HEADER) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "expected content header for class " + expected
                    + ", got non content header frame instead");
        }
        WireReader in = new WireReader(frame.payload());
        int classId = in.shortInt();
        if (classId != expected) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "expected content header for class " + expected
                    + ", got one for class " + classId + " instead");
        }
        in.shortInt();
        announced = in.longLong();
        properties = MessageProperties.decode(in.remaining());
        if (announced < 0 || announced > maxBody) {
            throw new AmqpException(ReplyCode.PRECONDITION_FAILED, "message size " + Long.toUnsignedString(announced)
                    + " is larger than configured max size " + maxBody);
        }
    }
}
