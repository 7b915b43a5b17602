package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

/** SQS will not do for a message what it was asked for, however often; nothing was lost by that. */
public final class EntryRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EntryRefusedException(String message, Throwable cause) {
        super(message, cause, false, false);
    }
}
