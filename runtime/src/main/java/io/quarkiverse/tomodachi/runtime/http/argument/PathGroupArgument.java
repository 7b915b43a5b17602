package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;

/**
 * Gives the value of a named group of the URL.
 *
 * @param index the place of the group, -1 if the URL has none of that name, so that the argument is always the default
 */
public record PathGroupArgument(String name, int index, TextConverter converter) implements ConvertedArgument {

    @Override
    public String what() {
        return "path parameter '" + name + "'";
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        try {
            return converter.convert(invocation.group(index), what());
        } catch (ConversionException e) {
            throw BadRequests.badRequest(e.getMessage(), e);
        }
    }
}
