package io.quarkiverse.tomodachi.runtime.message.argument;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.message.MessageInvocation;
import io.quarkiverse.tomodachi.runtime.message.payload.UnreadableMessageException;
import io.quarkiverse.tomodachi.runtime.message.payload.Utf8;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/**
 * Gives one header or message attribute, converted from its text.
 *
 * @param kind what the transport calls it
 * @param name its name
 * @param converter makes the value
 */
public record AttributeArgument(String kind, String name, TextConverter converter)
        implements
            ArgumentResolver<MessageInvocation> {

    @Override
    public Object resolve(MessageInvocation invocation) {
        Object value = invocation.delivery().attributes().get(name);
        String what = kind + " '" + name + "'";
        try {
            if (value instanceof Collection<?> values) {
                if (!converter.shape().isMultiple()) {
                    throw new ConversionException("The " + what + " is a list", null);
                }
                return converter.convertAll(texts(values, what), what);
            }
            return converter.convert(value == null ? null : text(value, what), what);
        } catch (ConversionException e) {
            throw new UnreadableMessageException(e.getMessage(), null);
        }
    }

    private static List<String> texts(Collection<?> values, String what) throws ConversionException {
        List<String> texts = new ArrayList<>(values.size());
        for (Object value : values) {
            texts.add(value == null ? null : text(value, what));
        }
        return texts;
    }

    private static String text(Object value, String what) throws ConversionException {
        if (value instanceof Map || value instanceof Collection) {
            throw new ConversionException("The " + what + " has values within values, which are no text", null);
        }
        if (!(value instanceof byte[] bytes)) {
            return value.toString();
        }
        try {
            return Utf8.decode(bytes);
        } catch (CharacterCodingException e) {
            throw new ConversionException("The " + what + " has bytes that are no text", null);
        }
    }
}
