package io.quarkiverse.tomodachi.runtime.http.argument;

import io.quarkiverse.tomodachi.HttpException;
import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.vertx.core.http.Cookie;
import io.vertx.ext.web.RoutingContext;

/** Gives the first value of a query parameter, header or cookie. */
public record RequestValueArgument(Source source, String name, TextConverter converter)
        implements
            ArgumentResolver<HttpInvocation> {

    /** Where the value is taken from. */
    public enum Source {
        QUERY("query parameter"),
        HEADER("header"),
        COOKIE("cookie");

        private final String text;

        Source(String text) {
            this.text = text;
        }
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        try {
            return converter.convert(text(invocation.routing()), source.text + " '" + name + "'");
        } catch (ConversionException e) {
            throw new HttpException(400, e.getMessage(), e);
        }
    }

    private String text(RoutingContext context) {
        return switch (source) {
            case QUERY -> query(context);
            case HEADER -> context.request().getHeader(name);
            case COOKIE -> cookie(context.request().getCookie(name));
        };
    }

    private String query(RoutingContext context) {
        try {
            return context.queryParams().get(name);
        } catch (RuntimeException e) {
            throw new HttpException(400, "The query is not well encoded", e);
        }
    }

    private static String cookie(Cookie cookie) {
        return cookie == null ? null : cookie.getValue();
    }
}
