package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.ArrayDeque;
import java.util.Queue;
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
    private final Queue<Waiting> waiting = new ArrayDeque<>();
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
     * Takes the room of one message. None overtakes those that wait: many small ones would leave no room for a large one, ever.
     *
     * @param nanos how long to wait for it, 0 for not at all
     * @return whether there was room; who got it gives it back with {@link #leave}
     */
    boolean enter(int size, long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (waiting.isEmpty() && hasRoom(size)) {
                take(size);
                return true;
            }
            return nanos > 0 && await(new Waiting(size, lock.newCondition()), nanos);
        } finally {
            lock.unlock();
        }
    }

    private boolean await(Waiting message, long nanos) throws InterruptedException {
        waiting.add(message);
        try {
            for (long left = nanos; !message.admitted && left > 0;) {
                left = message.turn.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            if (!message.admitted) {
                throw e;
            }
            Thread.currentThread().interrupt();
        } finally {
            if (!message.admitted) {
                waiting.remove(message);
                admit();
            }
        }
        return message.admitted;
    }

    private void admit() {
        for (Waiting next = waiting.peek(); next != null && hasRoom(next.size); next = waiting.peek()) {
            waiting.remove();
            take(next.size);
            next.admitted = true;
            next.turn.signal();
        }
    }

    private void take(int size) {
        messages++;
        bytes += size;
    }

    private boolean hasRoom(int size) {
        return messages == 0 || messages < maxMessages && bytes + size <= maxBytes;
    }

    void leave(int size) {
        lock.lock();
        try {
            messages--;
            bytes -= size;
            admit();
        } finally {
            lock.unlock();
        }
    }

    /** {@code 100000 messages with 12345678 bytes have no outcome yet, 3 more wait, …}. */
    @Override
    public String toString() {
        lock.lock();
        try {
            return messages + " messages with " + bytes + " bytes have no outcome yet, "
                    + (waiting.isEmpty() ? "" : waiting.size() + " more wait, ")
                    + "and quarkus.tomodachi.amqp.max-unconfirmed-messages and max-unconfirmed-bytes allow " + maxMessages
                    + " and " + maxBytes;
        } finally {
            lock.unlock();
        }
    }

    /** A message that found no room. */
    private static final class Waiting {

        private final int size;
        private final Condition turn;
        private boolean admitted;

        Waiting(int size, Condition turn) {
            this.size = size;
            this.turn = turn;
        }
    }
}
