package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.RejectedExecutionException;

/** There was no thread for a handler, so that it was not called. */
public final class NotBegunException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    public NotBegunException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
