package io.quarkiverse.tomodachi.runtime.websocket.connection;

/** Counts the bytes that were sent to a connection and wait to be written. */
final class SendBuffer {

    private final long limit;
    private long waiting;

    SendBuffer(long limit) {
        this.limit = limit;
    }

    /** @return whether there is room; a message that has the connection to itself may be larger than the limit */
    synchronized boolean reserve(long bytes) {
        if (waiting > 0 && waiting + bytes > limit) {
            return false;
        }
        waiting += bytes;
        return true;
    }

    synchronized void release(long bytes) {
        waiting -= bytes;
    }
}
