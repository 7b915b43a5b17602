package io.quarkiverse.tomodachi.runtime.message.payload;

import io.quarkiverse.tomodachi.RejectMessageException;

/** A message that cannot be parsed, or does not fit the parameters of its handler. */
public class UnreadableMessageException extends RejectMessageException {

    private static final long serialVersionUID = 1L;

    public UnreadableMessageException(String message, Throwable cause) {
        super(message, cause);
    }

    /** It is about the message, not about the code that read it, and there may be thousands. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
