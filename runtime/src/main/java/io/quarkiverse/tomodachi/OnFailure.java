package io.quarkiverse.tomodachi;

/** What becomes of a message whose handler, or whose middleware, threw an exception. */
public enum OnFailure {

    /** It is delivered again after a growing delay, see {@link FailurePolicy}. */
    RETRY,

    /**
     * The failure is logged and the message acknowledged, so that it is gone: the rule of the Python library.
     * {@link RejectMessageException} and {@link RetryMessageException} keep their meaning.
     */
    DISCARD
}
