package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerConnection;
import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/** Takes a message that was not written because a connection ended. Used for one message, by one thread. */
final class NextConnection {

    /** So that one whose declaration makes the other side hang up, without saying why, does not keep the others for long. */
    private static final int MOST_ENDS = 3;

    /** How often, and how long each time, it waits for an end to be noticed by whoever reads from the connection. */
    private static final int MOST_LOOKS = 20;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final BrokerConnection connection;
    private int ends;
    private int looks;

    NextConnection(BrokerConnection connection) {
        this.connection = connection;
    }

    /** @return whether it is to be tried once more, which waits for the connection while there is none */
    boolean takes(Publication publication, Throwable failure) {
        if (publication.isSent() || publication.remainingNanos() <= 0
                || !BrokerFailures.isOutage(failure) && !BrokerFailures.isTooLate(failure)) {
            return false;
        }
        if (connection.isOpen()) {
            LockSupport.parkNanos(LOOK_NANOS);
            looks++;
        } else {
            ends++;
        }
        return ends < MOST_ENDS && looks < MOST_LOOKS;
    }
}
