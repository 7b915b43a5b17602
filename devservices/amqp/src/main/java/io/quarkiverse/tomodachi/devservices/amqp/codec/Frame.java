package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** One frame as it came in: its type, its channel and its payload. */
public record Frame(int type, int channel, byte[] payload) {

    public static final int METHOD = 1;
    public static final int HEADER = 2;
    public static final int BODY = 3;
    public static final int HEARTBEAT = 8;

    /** The octet every frame ends with. */
    public static final int END = 0xCE;

    /** The octets of a frame around its payload: type, channel, size and end. */
    public static final int OVERHEAD = 8;

    /** The smallest limit peers may agree on, and the limit until they have agreed. */
    public static final int MIN_SIZE = 4096;

    /** Refuses frames of unknown types, and heartbeats that are more than that. */
    public void requireKnown() {
        boolean known = type == METHOD || type == HEADER || type == BODY || type == HEARTBEAT && payload.length == 0;
        if (!known) {
            throw new AmqpException(ReplyCode.FRAME_ERROR, "unknown frame of type " + type);
        }
        if (type == HEARTBEAT && channel != 0) {
            throw new AmqpException(ReplyCode.UNEXPECTED_FRAME, "heartbeat on channel " + channel);
        }
    }

    /** Reads the payload of a method frame up to the method's arguments. */
    public MethodCall method() {
        WireReader arguments = new WireReader(payload);
        int classId = arguments.shortInt();
        int methodId = arguments.shortInt();
        MethodId method = MethodId.of(classId, methodId).orElseThrow(() -> new AmqpException(ReplyCode.COMMAND_INVALID,
                "unknown method with class " + classId + " and method " + methodId));
        return new MethodCall(method, arguments);
    }
}
