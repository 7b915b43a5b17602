package io.quarkiverse.tomodachi.runtime.amqp.connection;

/** There is no connection to the broker; the message says to which one, why, and what to set. */
public class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
