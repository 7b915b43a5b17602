package io.quarkiverse.tomodachi;

/** A message was not published with AMQP, or the broker did not confirm it; the message says which and why. */
public class AmqpPublishException extends PublishException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What became of the message. */
    public enum Reason {

        /** The broker sent it back, since no queue takes it; nobody has it. */
        RETURNED,

        /** The broker refused to take responsibility for it ({@code basic.nack}), for instance since a queue is full. */
        NACKED,

        /**
         * It was sent, but not confirmed in time, or before the connection was lost or its channel closed; the broker may have
         * it or not.
         */
        UNCONFIRMED,

        /** It was not sent, or not taken by the broker; nobody has it. */
        NOT_SENT
    }

    /**
     * @param reason what became of the message
     * @param message the same in words
     * @param cause what led here, may be {@code null}
     */
    public AmqpPublishException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** @return what became of the message */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean mayHaveArrived() {
        return reason == Reason.UNCONFIRMED;
    }
}
