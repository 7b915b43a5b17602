package io.quarkiverse.tomodachi.runtime.message.argument;

import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the identity of the message, {@code null} where the envelope carries none. */
public record MessageUuidArgument() implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        return invocation.parsed().metadata().messageUuid();
    }
}
