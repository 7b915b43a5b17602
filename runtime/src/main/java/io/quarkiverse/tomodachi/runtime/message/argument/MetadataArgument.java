package io.quarkiverse.tomodachi.runtime.message.argument;

import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the metadata that the envelope carried. */
public record MetadataArgument() implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        return invocation.parsed().metadata();
    }
}
