package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the value of a named group of the URL. */
public record PathGroupArgument(String name, int index, TextConverter converter)
        implements
            ArgumentResolver<HttpInvocation> {

    @Override
    public Object resolve(HttpInvocation invocation) {
        try {
            return converter.convert(invocation.group(index), "path parameter '" + name + "'");
        } catch (ConversionException e) {
            throw new HttpException(400, e.getMessage(), e);
        }
    }
}
