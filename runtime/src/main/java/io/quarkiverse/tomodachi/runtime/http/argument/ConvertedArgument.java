package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** A value of a request that is converted from text. */
public interface ConvertedArgument extends ArgumentResolver<HttpInvocation> {

    TextConverter converter();

    /** What the value is, such as {@code query parameter 'limit'}. */
    String what();
}
