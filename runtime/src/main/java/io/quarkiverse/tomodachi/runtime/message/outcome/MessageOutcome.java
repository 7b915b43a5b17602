package io.quarkiverse.tomodachi.runtime.message.outcome;

/** What became of a delivery. */
public enum MessageOutcome {
    /** It was handled. */
    ACKNOWLEDGED("acknowledged"),
    /** It is delivered again. */
    RETRIED("retried"),
    /** It went to the dead-letter queue. */
    DEAD_LETTERED("dead-lettered"),
    /** It failed, and nobody will see it again. */
    DISCARDED("discarded"),
    /** Another copy was handled. */
    DUPLICATE("duplicate");

    private final String text;

    MessageOutcome(String text) {
        this.text = text;
    }

    /** As metrics and traces say it. */
    @Override
    public String toString() {
        return text;
    }
}
