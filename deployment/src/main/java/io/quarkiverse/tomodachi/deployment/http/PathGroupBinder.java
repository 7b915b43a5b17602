package io.quarkiverse.tomodachi.deployment.http;

import java.util.function.Function;

import io.quarkiverse.tomodachi.deployment.argument.TextConverters;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.argument.PathGroupArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Binds a parameter to the group of the same name in the URL. */
public final class PathGroupBinder implements ArgumentBinder {

    private final Function<HandlerParameter, String> url;

    /** @param url gives the URL of a parameter's handler as it is written */
    public PathGroupBinder(Function<HandlerParameter, String> url) {
        this.url = url;
    }

    @Override
    public ArgumentResolver<?> bind(HandlerParameter parameter) {
        String pattern = url.apply(parameter);
        int index = UrlGroups.known(pattern).indexOf(parameter.name());
        if (index < 0 && !TextConverters.hasDefault(parameter)) {
            return null;
        }
        TextConverter converter = TextConverters.of(parameter);
        if (converter == null && index < 0) {
            return null;
        }
        if (converter == null) {
            throw new BindingException("of type " + parameter.type() + " for a group of the URL, which is text; use "
                    + TextConverters.SUPPORTED);
        }
        // without group it is what other routes of the method have one for, and here the default
        return new PathGroupArgument(parameter.name(),
                ConfiguredText.isExpression(pattern) ? PathGroupArgument.BY_NAME : index, converter);
    }

    /** Refuses, as the last, what could be a group of a URL that is known only at start. */
    public ArgumentResolver<?> refuseUnknown(HandlerParameter parameter) {
        String pattern = url.apply(parameter);
        if (ConfiguredText.isExpression(pattern)) {
            throw new BindingException("but the build finds no group of that name in its URL '" + pattern + "'; write the group"
                    + " beside the expression, give the expression a default that has it, such as ${…:(?<" + parameter.name()
                    + ">[^/]+)}, or configure it in application.properties");
        }
        return null;
    }
}
