package io.quarkiverse.tomodachi.deployment.http;

import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.BODY;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.COOKIE;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.HEADER;
import static io.quarkiverse.tomodachi.deployment.http.HttpDotNames.QUERY;

import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.DotName;
import org.jboss.jandex.PrimitiveType;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.deployment.argument.TextConverters;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.conversion.TextConverter;
import io.quarkiverse.tomodachi.runtime.http.argument.BodyArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.BodyArgument.Form;
import io.quarkiverse.tomodachi.runtime.http.argument.FailureArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RequestValueArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RequestValueArgument.Source;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.RoutingArgument.Part;
import io.quarkiverse.tomodachi.runtime.http.argument.StatusArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** The parameters that handlers of HTTP requests may take. */
final class HttpBinders {

    private HttpBinders() {
    }

    static List<ArgumentBinder> handler() {
        return List.of(HttpBinders::annotated, HttpBinders::routing, new PathGroupBinder(HttpBinders::url),
                HttpBinders::body, HttpBinders::unknown);
    }

    static List<ArgumentBinder> errorHandler() {
        return List.of(HttpBinders::annotated, HttpBinders::routing, HttpBinders::failure, HttpBinders::body);
    }

    private static String url(HandlerParameter parameter) {
        HttpTrigger trigger = HttpTrigger.of(parameter.handler());
        return trigger.isLiteral() ? trigger.url() : null;
    }

    private static ArgumentResolver<?> annotated(HandlerParameter parameter) {
        AnnotationInstance query = parameter.annotation(QUERY);
        AnnotationInstance header = parameter.annotation(HEADER);
        AnnotationInstance cookie = parameter.annotation(COOKIE);
        if (query != null) {
            return value(Source.QUERY, query, parameter);
        }
        if (header != null) {
            return value(Source.HEADER, header, parameter);
        }
        if (cookie != null) {
            return value(Source.COOKIE, cookie, parameter);
        }
        return parameter.annotation(BODY) == null ? null
                : new BodyArgument(form(parameter.type()), JsonTypes.of(parameter.type()));
    }

    private static ArgumentResolver<?> value(Source source, AnnotationInstance annotation, HandlerParameter parameter) {
        TextConverter converter = TextConverters.of(parameter.type(), parameter.handler().index());
        if (converter == null) {
            throw new BindingException("of type " + parameter.type() + ", which text cannot be converted to; use "
                    + TextConverters.SUPPORTED);
        }
        return new RequestValueArgument(source, parameter.nameFrom(annotation), converter);
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
        if (parameter.hasType(HttpDotNames.HTTP_EXCEPTION)) {
            return new FailureArgument(true);
        }
        if (parameter.hasType(HttpDotNames.THROWABLE)) {
            return new FailureArgument(false);
        }
        return "statusCode".equals(parameter.name()) && parameter.type().equals(PrimitiveType.INT) ? new StatusArgument()
                : null;
    }

    private static ArgumentResolver<?> body(HandlerParameter parameter) {
        Form form = form(parameter.type());
        boolean typed = form == Form.BYTES || form == Form.BUFFER || form == Form.JSON_OBJECT
                || parameter.hasType(HttpDotNames.JSON_NODE);
        boolean named = form == Form.STRING && "body".equals(parameter.name());
        return typed || named ? new BodyArgument(form, JsonTypes.of(parameter.type())) : null;
    }

    private static Form form(Type type) {
        DotName name = type.name();
        if (name.equals(HttpDotNames.STRING)) {
            return Form.STRING;
        }
        if (type.kind() == Type.Kind.ARRAY && name.toString().equals("[B")) {
            return Form.BYTES;
        }
        if (name.equals(HttpDotNames.BUFFER)) {
            return Form.BUFFER;
        }
        return name.equals(HttpDotNames.JSON_OBJECT) ? Form.JSON_OBJECT : Form.JSON;
    }

    private static ArgumentResolver<?> unknown(HandlerParameter parameter) {
        throw new BindingException("but its URL '" + HttpTrigger.of(parameter.handler()).url()
                + "' has no group of that name; rename it, or annotate it with @Query, @Header, @Cookie or @Body");
    }
}
