package io.quarkiverse.tomodachi;

/**
 * What becomes of a message that failed in its last attempt and has no dead-letter queue. Where there is one, it goes there
 * whatever this says.
 */
public enum Exhausted {

    /**
     * It is kept, and delivered again and again with the largest delay in between, until it succeeds or somebody removes it.
     */
    KEEP,

    /** The failure is logged and the message acknowledged, so that it is gone. */
    DISCARD
}
