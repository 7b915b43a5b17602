package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;
import java.util.Set;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.ShutdownSignalException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.BrokerFailures;

/** Puts what the application declares next to the broker's words when the broker does not accept it. */
public final class Refusals {

    private static final Set<Integer> CODES = Set.of(AMQP.PRECONDITION_FAILED, AMQP.NOT_FOUND, AMQP.ACCESS_REFUSED,
            AMQP.RESOURCE_LOCKED, AMQP.NOT_ALLOWED, AMQP.COMMAND_INVALID, AMQP.NOT_IMPLEMENTED);

    private Refusals() {
    }

    /**
     * @param what continues "The application declares "
     * @param advice what to do, unless it is a matter of permissions
     * @throws TopologyException if the broker refuses, which closes the channel
     * @throws IOException if the connection failed
     */
    static void name(Declaring declaring, String what, String advice) throws IOException {
        try {
            declaring.run();
        } catch (IOException | ShutdownSignalException e) {
            throw explain(e, "The application declares " + what, advice);
        }
    }

    /** The failure of an attempt in words, as an {@code IOException} in any case. */
    public static IOException explain(Exception failure, String attempt, String advice) {
        int code = BrokerFailures.code(failure);
        if (CODES.contains(code)) {
            String reason = BrokerFailures.reason(failure);
            // a lock and exclusive use are no matter of permissions, whatever their code
            boolean permissions = code == AMQP.ACCESS_REFUSED && !reason.contains("exclusive use");
            return new TopologyException(attempt + ", the broker answers: " + reason + ". "
                    + (permissions ? "Check the permissions of the user" : advice), failure);
        }
        return failure instanceof ShutdownSignalException signal ? BrokerFailures.asIOException(signal)
                : (IOException) failure;
    }

    /** What was refused and what to do where that is known, else {@link BrokerFailures#reason(Throwable)}. */
    public static String reason(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TopologyException refusal) {
                return refusal.getMessage();
            }
        }
        return BrokerFailures.reason(failure);
    }

    /** A declaration. */
    interface Declaring {
        void run() throws IOException;
    }
}
