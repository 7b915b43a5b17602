package io.quarkiverse.tomodachi;

/**
 * Thrown by a message handler for a message that will never succeed: it is not delivered again but goes to the dead-letter
 * queue where one is declared, and is discarded otherwise.
 */
public class RejectMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * @param message why
     */
    public RejectMessageException(String message) {
        super(message);
    }

    /**
     * @param message why
     * @param cause what led here
     */
    public RejectMessageException(String message, Throwable cause) {
        super(message, cause);
    }
}
