package io.quarkiverse.tomodachi.runtime.message.argument;

import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the message in the form of its transport. */
public record SourceArgument() implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        return invocation.delivery().source();
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
