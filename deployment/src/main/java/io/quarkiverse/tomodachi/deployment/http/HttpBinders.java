package io.quarkiverse.tomodachi.deployment.http;

import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.BODY;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.COOKIE;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.FORM;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.HEADER;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.QUERY;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.PrimitiveType;

import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.deployment.argument.TextConverters;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.argument.FailureArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RequestValueArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RequestValueArgument.Source;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument.Part;
import io.quarkiverse.tomodachi.runtime.http.argument.StatusArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.UploadArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** The parameters that handlers of HTTP requests may take. */
final class HttpBinders {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
    private static final Pattern COOKIE_NAME = Pattern.compile("[!-~&&[^\",;=]]+");

    private HttpBinders() {
    }

    static List<ArgumentBinder> handler() {
        PathGroupBinder groups = new PathGroupBinder(parameter -> HttpTrigger.of(parameter.handler()).url());
        return List.of(HttpBinders::annotated, new ClientAddressBinder(), HttpBinders::routing, groups, FormBinder::typed,
                BodyBinder::typed, groups::refuseUnknown, HttpBinders::unknown);
    }

    static List<ArgumentBinder> errorHandler() {
        return List.of(HttpBinders::annotated, new ClientAddressBinder(), HttpBinders::routing, HttpBinders::failure,
                FormBinder::typed,
                BodyBinder::typed);
    }

    private static ArgumentResolver<?> annotated(HandlerParameter parameter) {
        AnnotationInstance query = parameter.annotation(QUERY);
        AnnotationInstance header = parameter.annotation(HEADER);
        AnnotationInstance cookie = parameter.annotation(COOKIE);
        AnnotationInstance form = parameter.annotation(FORM);
        if (query != null) {
            return value(Source.QUERY, query, parameter);
        }
        if (header != null) {
            return value(Source.HEADER, header, parameter);
        }
        if (cookie != null) {
            return value(Source.COOKIE, cookie, parameter);
        }
        if (form != null) {
            UploadArgument upload = FormBinder.annotated(form, parameter);
            return upload != null ? upload : value(Source.FORM, form, parameter);
        }
        return parameter.annotation(BODY) == null ? null : BodyBinder.annotated(parameter);
    }

    private static ArgumentResolver<?> value(Source source, AnnotationInstance annotation, HandlerParameter parameter) {
        TextConverter converter = TextConverters.ofMultiple(parameter);
        if (converter == null) {
            throw new BindingException("of type " + parameter.type() + ", which text cannot be converted to; use "
                    + TextConverters.SUPPORTED_MULTIPLE);
        }
        String name = parameter.nameFrom(annotation);
        if (source == Source.HEADER && !HEADER_NAME.matcher(name).matches()
                || source == Source.COOKIE && !COOKIE_NAME.matcher(name).matches()) {
            throw new BindingException("with the name '" + name + "', which no " + source.name().toLowerCase(Locale.ROOT)
                    + " has; correct it");
        }
        return new RequestValueArgument(source, name, converter);
    }

    static ArgumentResolver<?> routing(HandlerParameter parameter) {
        if (parameter.hasType(HttpDotNames.ROUTING_CONTEXT)) {
            return new RoutingArgument(Part.CONTEXT);
        }
        if (parameter.hasType(HttpDotNames.REQUEST)) {
            return new RoutingArgument(Part.REQUEST);
        }
        return parameter.hasType(HttpDotNames.RESPONSE) ? new RoutingArgument(Part.RESPONSE) : null;
    }

    private static ArgumentResolver<?> failure(HandlerParameter parameter) {
        if (ExceptionParameters.isThrowable(parameter.type().name(), parameter.handler().index())) {
            return new FailureArgument(JsonTypes.of(parameter.type()).raw());
        }
        return "statusCode".equals(parameter.name()) && parameter.type().equals(PrimitiveType.INT) ? new StatusArgument()
                : null;
    }

    private static ArgumentResolver<?> unknown(HandlerParameter parameter) {
        throw new BindingException("but its URL '" + HttpTrigger.of(parameter.handler()).url()
                + "' has no group of that name; rename it, or annotate it with @Query, @Header, @Cookie, @Form or @Body");
    }
}
