package io.quarkiverse.tomodachi.runtime.amqp.topology;

import java.io.IOException;

import com.rabbitmq.client.Channel;

/** Something that has to be there on the broker before a message can be sent to it. */
public interface Declaration {

    /** What tells it from others. */
    String key();

    /** Declares it; it may be there already. */
    void declare(Channel channel) throws IOException;

    /** Whether a message that finds no queue tells that this was deleted. */
    default boolean includesQueue() {
        return true;
    }

    /** For how long it need not be declared again on the same connection. */
    default long validNanos() {
        return Long.MAX_VALUE;
    }
}
