package io.quarkiverse.tomodachi.deployment.http;

import java.util.function.Function;

import io.quarkiverse.tomodachi.deployment.argument.TextConverters;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.argument.PathGroupArgument;
import io.quarkiverse.tomodachi.runtime.http.routing.PathPattern;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds a parameter to the group of the same name in the URL. */
public final class PathGroupBinder implements ArgumentBinder {

    private final Function<HandlerParameter, String> url;

    /** @param url gives the URL of a parameter's handler, {@code null} where it is known only at run time */
    public PathGroupBinder(Function<HandlerParameter, String> url) {
        this.url = url;
    }

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        String pattern = url.apply(parameter);
        int index = pattern == null ? -1 : PathPattern.parse(pattern).groups().indexOf(parameter.name());
        if (index < 0 && (pattern == null || !TextConverters.hasDefault(parameter))) {
            return null;
        }
        TextConverter converter = TextConverters.of(parameter);
        if (converter == null) {
            throw new BindingException("of type " + parameter.type() + " for a group of the URL, which is text; use "
                    + TextConverters.SUPPORTED);
        }
        // without group it is what other routes of the method have one for, and here the default
        return new PathGroupArgument(parameter.name(), index, converter);
    }
}
