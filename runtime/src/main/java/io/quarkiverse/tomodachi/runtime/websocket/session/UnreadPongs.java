package io.quarkiverse.tomodachi.runtime.websocket.session;

/**
 * Counts the answers to pings that wait behind what a client has not read. Vert.x sends them at once and unasked, so that
 * nothing
 * else limits them. To be used on the event loop of the connection.
 */
final class UnreadPongs {

    /** What a frame takes besides its payload while it waits. */
    private static final int FRAME = 256;

    private final long limit;
    private long bytes;

    /** @param limit in bytes */
    UnreadPongs(long limit) {
        this.limit = limit;
    }

    /**
     * A ping was answered.
     *
     * @param waiting whether there is more to be written than the client reads
     * @return whether there is room for the answer
     */
    boolean add(int payload, boolean waiting) {
        bytes = waiting ? bytes + payload + FRAME : 0;
        return bytes <= limit;
    }
}
