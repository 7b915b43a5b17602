package io.quarkiverse.tomodachi;

/** A message was not published, or nobody knows whether it was; the message of the exception says which one and why. */
public abstract class PublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message what became of the message, and why
     * @param cause what led here, may be {@code null}
     */
    protected PublishException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @return whether the broker may have the message all the same, so that publishing it again may make it come twice;
     *         {@code false} if nobody has it
     */
    public abstract boolean mayHaveArrived();
}
