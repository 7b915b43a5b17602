package io.quarkiverse.tomodachi.runtime.message;

import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives one header or message attribute, converted from its text. */
public record AttributeArgument(String name, TextConverter converter) implements ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        Object value = invocation.delivery().attributes().get(name);
        try {
            return converter.convert(value == null ? null : value.toString(), "attribute '" + name + "'");
        } catch (ConversionException e) {
            throw new UnreadableMessageException(e.getMessage(), e);
        }
    }
}
