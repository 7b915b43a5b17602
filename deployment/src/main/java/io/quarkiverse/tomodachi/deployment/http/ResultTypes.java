package io.quarkiverse.tomodachi.deployment.http;

import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.Response;
import io.quarkiverse.tomodachi.deployment.spi.AsynchronousTypes;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.http.response.ResultFormat;

/** What is known of the results of a handler from the type that its method returns. */
final class ResultTypes {

    private static final DotName MULTI = DotName.createSimple("io.smallrye.mutiny.Multi");
    private static final DotName RESPONSE = DotName.createSimple(Response.class);
    private static final Set<DotName> PLAIN = Set.of(DotName.createSimple(String.class),
            DotName.createSimple(CharSequence.class), DotName.createSimple("[B"), HttpDotNames.BUFFER);
    private static final Set<DotName> NO_ITEMS = Set.of(RESPONSE, HttpDotNames.PATH, HttpDotNames.FILE,
            HttpDotNames.INPUT_STREAM);
    private static final Set<DotName> NEVER = Set.of(DotName.createSimple("java.util.concurrent.Future"),
            DotName.createSimple("io.vertx.core.Future"), DotName.createSimple("java.util.concurrent.Flow$Publisher"),
            DotName.createSimple("org.reactivestreams.Publisher"), DotName.createSimple("java.io.OutputStream"),
            HttpDotNames.ROUTING_CONTEXT, HttpDotNames.REQUEST);

    private ResultTypes() {
    }

    /** Finds results that could not be written. */
    static void check(TriggerMethod method, Consumer<String> problems) {
        Type declared = method.method().returnType();
        Type result = AsynchronousTypes.result(declared);
        boolean stream = result.name().equals(MULTI);
        Type item = stream ? argument(result) : result;
        if (AsynchronousTypes.contain(item) && item != declared || stream && item.name().equals(MULTI)) {
            problems.accept("returns " + declared + ", which has one asynchronous type in another; return Uni,"
                    + " CompletionStage or Multi of plain values");
        } else if (stream && NO_ITEMS.contains(item.name())) {
            problems.accept("returns " + declared + ", whose items cannot be written one after the other; use String, byte[],"
                    + " Buffer, or objects for JSON");
        } else if (NEVER.contains(item.name())) {
            problems.accept("returns " + declared + ", which cannot be written; return a value, or Uni, CompletionStage or"
                    + " Multi");
        }
    }

    /** @param produces the media type that was declared, empty for none */
    static ResultFormat format(TriggerMethod method, String produces) {
        Type result = AsynchronousTypes.result(method.method().returnType());
        boolean objects = result.name().equals(MULTI) && !PLAIN.contains(argument(result).name());
        return new ResultFormat(produces, objects);
    }

    private static Type argument(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE ? type.asParameterizedType().arguments().get(0) : type;
    }
}
