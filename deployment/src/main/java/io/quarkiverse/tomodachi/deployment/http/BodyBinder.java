package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.Map;

import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.runtime.http.argument.BodyArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.JsonBodyArgument;
import io.quarkiverse.tomodachi.runtime.http.argument.JsonBodyArgument.Form;
import io.quarkiverse.tomodachi.runtime.http.argument.RawBodyArgument;
import io.quarkiverse.tomodachi.runtime.json.JsonType;

/** Binds a parameter to the body of the request. */
final class BodyBinder {

    private static final DotName BYTES = DotName.createSimple("[B");

    private static final Map<DotName, RawBodyArgument.Form> RAW = Map.of(
            HttpDotNames.STRING, RawBodyArgument.Form.STRING,
            BYTES, RawBodyArgument.Form.BYTES,
            HttpDotNames.BUFFER, RawBodyArgument.Form.BUFFER,
            HttpDotNames.INPUT_STREAM, RawBodyArgument.Form.INPUT_STREAM);

    private BodyBinder() {
    }

    /** A parameter with {@code @Body}, of any type. */
    static BodyArgument annotated(HandlerParameter parameter) {
        checkForm(parameter);
        Type type = parameter.type();
        RawBodyArgument.Form raw = RAW.get(type.name());
        if (raw != null) {
            return new RawBodyArgument(raw);
        }
        boolean optional = type.kind() == Type.Kind.PARAMETERIZED_TYPE && type.name().equals(HttpDotNames.OPTIONAL);
        return json(optional ? type.asParameterizedType().arguments().get(0) : type, optional);
    }

    /** A parameter that can be nothing but the body. */
    static BodyArgument typed(HandlerParameter parameter) {
        RawBodyArgument.Form raw = RAW.get(parameter.type().name());
        boolean named = raw == RawBodyArgument.Form.STRING && "body".equals(parameter.name());
        boolean typed = raw != null && raw != RawBodyArgument.Form.STRING || parameter.hasType(HttpDotNames.JSON_OBJECT)
                || parameter.hasType(HttpDotNames.JSON_ARRAY) || parameter.hasType(HttpDotNames.JSON_NODE);
        return typed || named ? annotated(parameter) : null;
    }

    private static JsonBodyArgument json(Type type, boolean optional) {
        if (type.name().equals(HttpDotNames.JSON_OBJECT)) {
            return new JsonBodyArgument(Form.VERTX_OBJECT, new JsonType(Map.class, List.of()), optional);
        }
        if (type.name().equals(HttpDotNames.JSON_ARRAY)) {
            return new JsonBodyArgument(Form.VERTX_ARRAY, new JsonType(List.class, List.of()), optional);
        }
        return new JsonBodyArgument(Form.OBJECT, JsonTypes.of(type), optional);
    }

    private static void checkForm(HandlerParameter parameter) {
        for (MethodParameterInfo other : parameter.handler().method().parameters()) {
            if (other.hasAnnotation(HttpDotNames.FORM) || FormBinder.isUpload(other.type())) {
                throw new BindingException("for the body, which parameter '" + other.name()
                        + "' takes as a form; use one or the other");
            }
        }
    }
}
