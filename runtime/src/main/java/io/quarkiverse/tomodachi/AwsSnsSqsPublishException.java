package io.quarkiverse.tomodachi;

/** SNS or SQS did not accept a message, or did not say so in time; the message says which and why. */
public class AwsSnsSqsPublishException extends PublishException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What became of the message. */
    public enum Reason {

        /** AWS refused it, and would refuse it again: no right, no such queue, something in it that is not allowed. */
        REFUSED,

        /** It was sent, but AWS did not answer in time; it may have arrived or not. */
        UNCONFIRMED,

        /** It was not sent in time, or AWS took nothing at the time; nobody has it. */
        NOT_SENT
    }

    /**
     * @param reason what became of the message
     * @param message the same in words
     * @param cause what led here, may be {@code null}
     */
    public AwsSnsSqsPublishException(Reason reason, String message, Throwable cause) {
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
