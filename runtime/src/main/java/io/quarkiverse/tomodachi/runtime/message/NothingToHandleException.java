package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;

/** No message of a batch is one for the handler, which is not called. */
public final class NothingToHandleException extends Exception {

    private static final long serialVersionUID = 1L;

    /** @param reason that of one of the messages */
    NothingToHandleException(Throwable reason) {
        super("no message of the batch can be handled: " + reason.getMessage(), reason, false, false);
    }

    /** Whether it is only that all were handled before. */
    public boolean isHandled() {
        return getCause() instanceof DuplicateMessageException;
    }
}
