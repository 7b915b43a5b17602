package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig;
import io.quarkus.runtime.configuration.MemorySize;

/**
 * How much of what was published may be without an outcome at the same time, so that a broker that takes nothing does not fill
 * the memory of the application.
 */
final class Backlog {

    private static final long LEAST_BYTES = 16 * 1024 * 1024;
    /** Of the memory of the JVM. */
    private static final int PART = 4;

    private final int maxMessages;
    private final long maxBytes;
    /** Virtual threads wait here, too, which a monitor would tie to their carriers. */
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private int messages;
    private long bytes;

    /**
     * @param maxMessages how many messages, 1 or more
     * @param maxBytes how many bytes of bodies, 1 or more; one message alone may be larger
     */
    Backlog(int maxMessages, long maxBytes) {
        this.maxMessages = maxMessages;
        this.maxBytes = maxBytes;
    }

    /** @throws IllegalStateException if a limit is none */
    static Backlog of(AmqpConnectionConfig config) {
        int messages = config.maxUnconfirmedMessages();
        long bytes = config.maxUnconfirmedBytes().map(MemorySize::asLongValue)
                .orElseGet(() -> Math.max(LEAST_BYTES, Runtime.getRuntime().maxMemory() / PART));
        if (messages < 1 || bytes < 1) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.max-unconfirmed-messages is " + messages
                    + " and max-unconfirmed-bytes is " + bytes + "; set both to 1 or more");
        }
        return new Backlog(messages, bytes);
    }

    /**
     * Takes the room of one message.
     *
     * @param nanos how long to wait for it, 0 for not at all
     * @return whether there was room; who got it gives it back with {@link #leave}
     */
    boolean enter(int size, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos;
            while (!hasRoom(size)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            messages++;
            bytes += size;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int size) {
        return messages == 0 || messages < maxMessages && bytes + size <= maxBytes;
    }

    void leave(int size) {
        lock.lock();
        try {
            messages--;
            bytes -= size;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** {@code 100000 messages with 12345678 bytes have no outcome yet, …}. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return messages + " messages with " + bytes + " bytes have no outcome yet, and"
                    + " quarkus.tomodachi.amqp.max-unconfirmed-messages and max-unconfirmed-bytes allow " + maxMessages
                    + " and " + maxBytes;
        } finally {
            lock.unlock();
        }
    }
}
