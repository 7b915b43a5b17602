package io.quarkiverse.tomodachi.devservices.amqp.codec;

/** A protocol error to be answered with channel.close or connection.close. */
public final class AmqpException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ReplyCode code;
    private final boolean closesConnection;
    private final boolean namesMethod;

    public AmqpException(ReplyCode code, String text) {
        this(code, text, code.closesConnection(), true);
    }

    private AmqpException(ReplyCode code, String text, boolean closesConnection, boolean namesMethod) {
        // These are answers to a peer, not faults of ours, and hostile peers can cause many: no stack trace is taken.
        super(code.name() + " - " + text, null, false, false);
        this.code = code;
        this.closesConnection = closesConnection;
        this.namesMethod = namesMethod;
    }

    /** The same error, but closing the connection although its code would only close a channel. */
    public static AmqpException onConnection(ReplyCode code, String text) {
        return new AmqpException(code, text, true, true);
    }

    /** An error that is blamed on no method, whichever was read last. */
    public static AmqpException ofNoMethod(ReplyCode code, String text) {
        return new AmqpException(code, text, code.closesConnection(), false);
    }

    public ReplyCode code() {
        return code;
    }

    /** Whether the peer is told which method is to blame. */
    public boolean namesMethod() {
        return namesMethod;
    }

    public boolean closesConnection() {
        return closesConnection;
    }
}
