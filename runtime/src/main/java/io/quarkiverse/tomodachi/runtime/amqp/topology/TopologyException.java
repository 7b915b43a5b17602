package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;

/** The broker refuses a declaration; the message says what the application declares, what the broker says, and what to do. */
public class TopologyException extends IOException {

    private static final long serialVersionUID = 1L;

    TopologyException(String message, Throwable cause) {
        super(message, cause);
    }
}
