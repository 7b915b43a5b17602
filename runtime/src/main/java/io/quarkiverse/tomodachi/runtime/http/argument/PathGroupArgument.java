package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;

/**
 * Gives the value of a named group of the URL.
 *
 * @param index the place of the group, -1 if the URL has none of that name, so that the argument is always the default;
 *        {@link #BY_NAME} if the URL is known only at start
 */
public record PathGroupArgument(String name, int index, TextConverter converter) implements ConvertedArgument {

    public static final int BY_NAME = -2;

    @Override
    public String what() {
        return "path parameter '" + name + "'";
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        try {
            return converter.convert(index == BY_NAME ? invocation.group(name) : invocation.group(index), what());
        } catch (ConversionException e) {
            throw BadRequests.badRequest(e.getMessage(), e);
        }
    }
}
