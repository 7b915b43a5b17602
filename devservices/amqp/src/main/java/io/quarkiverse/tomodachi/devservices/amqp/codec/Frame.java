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
