package io.quarkiverse.tomodachi.runtime.http.argument;

import java.util.ArrayList;
import java.util.List;

import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.quarkiverse.tomodachi.runtime.conversion.ConversionException;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.HttpInvocation;
import io.vertx.core.MultiMap;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/** Gives the first value, or all values, of a query parameter, header, cookie or field of a form. */
public record RequestValueArgument(Source source, String name, TextConverter converter) implements ConvertedArgument {

    /** Where the value is taken from. */
    public enum Source {
        QUERY("query parameter"),
        HEADER("header"),
        COOKIE("cookie"),
        FORM("form field");

        private final String text;

        Source(String text) {
            this.text = text;
        }
    }

    @Override
    public String what() {
        return source.text + " '" + name + "'";
    }

    @Override
    public Object resolve(HttpInvocation invocation) {
        RoutingContext context = invocation.routing();
        try {
            return converter.shape().isMultiple() ? converter.convertAll(texts(context), what())
                    : converter.convert(text(context), what());
        } catch (ConversionException e) {
            throw BadRequests.badRequest(e.getMessage(), e);
        }
    }

    private String text(RoutingContext context) {
        if (source == Source.COOKIE) {
            Cookie cookie = context.request().getCookie(name);
            return cookie == null ? null : cookie.getValue();
        }
        return values(context).get(name);
    }

    private List<String> texts(RoutingContext context) {
        if (source == Source.COOKIE) {
            return cookies(context.request().headers());
        }
        return values(context).getAll(name);
    }

    /** Vert.x keeps one of several cookies of a name. */
    private List<String> cookies(MultiMap headers) {
        List<String> values = new ArrayList<>();
        for (String header : headers.getAll(HttpHeaders.COOKIE)) {
            for (io.netty.handler.codec.http.cookie.Cookie cookie : ServerCookieDecoder.LAX.decodeAll(header)) {
                if (cookie.name().equals(name)) {
                    values.add(cookie.value());
                }
            }
        }
        return values;
    }

    private MultiMap values(RoutingContext context) {
        return switch (source) {
            case HEADER -> context.request().headers();
            case FORM -> FormBody.attributes(context);
            default -> query(context);
        };
    }

    private static MultiMap query(RoutingContext context) {
        try {
            return context.queryParams();
        } catch (RuntimeException e) {
            throw BadRequests.badRequest("The query is not well encoded", e);
        }
    }
}
