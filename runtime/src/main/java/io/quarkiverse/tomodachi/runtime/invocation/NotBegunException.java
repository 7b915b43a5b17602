package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.RejectedExecutionException;

/** No thread was free for a handler and none may wait for one, so that the handler was not called. */
public final class NotBegunException extends RejectedExecutionException {

    private static final long serialVersionUID = 1L;

    public NotBegunException(RejectedExecutionException cause) {
        super("There is no thread free for the handler, and as many calls wait for one as may", cause);
    }
}
