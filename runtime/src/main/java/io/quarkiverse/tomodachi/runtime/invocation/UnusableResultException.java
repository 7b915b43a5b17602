package io.quarkiverse.tomodachi.runtime.invocation;

/**
 * Code of the application gave something that nothing can be made of: a mistake in the program. It has a class of its own so
 * that no error handler for an exception that the application raises itself takes it for that.
 */
public final class UnusableResultException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public UnusableResultException(String message) {
        super(message);
    }

    public UnusableResultException(String message, Throwable cause) {
        super(message, cause);
    }
}
