package io.quarkiverse.tomodachi.runtime.amqp.publish;

/** A message was not published, or the broker did not confirm it; the message says which and why. */
public class AmqpPublishException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmqpPublishException(String message, Throwable cause) {
        super(message, cause);
    }
}
