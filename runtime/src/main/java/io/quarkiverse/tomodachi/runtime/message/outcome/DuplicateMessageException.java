package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Another copy of the message was handled, or is. */
public final class DuplicateMessageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient CompletableFuture<Boolean> handled;

    /** @param handled whether the other copy was handled with success, when that is known */
    DuplicateMessageException(CompletableFuture<Boolean> handled) {
        super("another copy of the message was handled, or is", null, false, false);
        this.handled = handled;
    }

    /** Whether the other copy was handled already, with success. */
    public boolean isHandled() {
        return handled.getNow(false);
    }

    public CompletionStage<Boolean> handled() {
        return handled;
    }
}
