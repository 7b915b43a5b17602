package io.quarkiverse.tomodachi.runtime.message.argument;

import io.quarkiverse.tomodachi.runtime.message.BatchInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/**
 * Gives a list of what a parameter takes of each message of a batch.
 *
 * @param element gives it for one message
 */
public record BatchArgument(ArgumentResolver<?> element) implements ArgumentResolver<BatchInvocation> {

    @Override
    public Object resolve(BatchInvocation invocation) {
        return invocation.values(element);
    }

    @Override
    public boolean overridable() {
        return element.overridable();
    }
}
