package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkus.runtime.RuntimeValue;

/**
 * A handler of messages.
 *
 * @param handler the handler
 * @param channel the name of the reactive messaging channel that brings its messages
 * @param envelope the envelope, {@code null} for that of the service
 * @param concurrency how many messages are handled at the same time, 1 or more
 */
public record MessageHandler(HandlerDescription handler, String channel, RuntimeValue<MessageEnvelope> envelope,
        int concurrency) {
}
