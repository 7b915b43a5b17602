package io.quarkiverse.tomodachi.runtime.schedule.cluster;

/** The store of locks gives no answer, so that the handler is not called. */
public final class LockUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LockUnavailableException(String name, Throwable cause) {
        super("The lock '" + name + "' could not be had", cause);
    }
}
