package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.Attribute;
import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.message.argument.BatchArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Handlers that take several messages at a time, as lists. */
public final class Batches {

    private static final String SIZE = "batchSize";
    private static final String WINDOW = "batchWindow";

    private static final DotName LIST = DotName.createSimple(List.class);
    private static final DotName ATTRIBUTE = DotName.createSimple(Attribute.class);
    private static final DotName RESULT = DotName.createSimple(BatchResult.class);
    private static final Set<DotName> ASYNCHRONOUS = Set.of(DotName.createSimple("io.smallrye.mutiny.Uni"),
            DotName.createSimple("java.util.concurrent.CompletionStage"),
            DotName.createSimple("java.util.concurrent.CompletableFuture"));
    private static final Set<String> NOTHING = Set.of("void", "java.lang.Void");

    private Batches() {
    }

    /** Whether the method takes several messages: a list, but not of the values of one attribute. */
    public static boolean isBatch(TriggerMethod method) {
        return isSupported(method) && method.method().parameters().stream()
                .anyMatch(parameter -> parameter.type().name().equals(LIST) && !parameter.hasAnnotation(ATTRIBUTE));
    }

    /** With others a list is data as any other, that of a JSON array. */
    private static boolean isSupported(TriggerMethod method) {
        ClassInfo annotation = method.index().getClassByName(method.annotation().name());
        return annotation != null && annotation.method(SIZE) != null;
    }

    /** Checks what the method returns, and that the members of its annotation that are about batches have a meaning. */
    static void check(TriggerMethod method, Consumer<String> problems) {
        Type result = result(method.method().returnType());
        if (!isBatch(method)) {
            List.of(SIZE, WINDOW).stream().filter(member -> method.annotation().value(member) != null)
                    .forEach(member -> problems.accept("has a " + member + ", but takes one message at a time; take a List of"
                            + " the data, such as List<Order>, or remove it"));
            if (result.name().equals(RESULT)) {
                problems.accept("returns a BatchResult, but takes one message at a time; " + (isSupported(method)
                        ? "take a List of the data, such as List<Order>, or return nothing"
                        : "return nothing, as there are no batches with " + method.annotationName()));
            }
        } else if (!result.name().equals(RESULT) && !NOTHING.contains(result.name().toString())) {
            problems.accept("takes a batch of messages and returns " + method.method().returnType() + ", which does not tell"
                    + " what became of each; return nothing or a BatchResult, or a Uni or CompletionStage of Void or"
                    + " BatchResult");
        }
    }

    private static Type result(Type type) {
        return type.kind() == Type.Kind.PARAMETERIZED_TYPE && ASYNCHRONOUS.contains(type.name())
                ? type.asParameterizedType().arguments().get(0)
                : type;
    }

    /** Binds the parameters of batches, too: to a list of what the given ones bind its elements to. */
    static ArgumentBinder of(List<ArgumentBinder> single) {
        return parameter -> isBatch(parameter.handler()) ? list(parameter, single) : first(parameter, single);
    }

    private static ArgumentResolver<?> list(HandlerParameter parameter, List<ArgumentBinder> single) {
        HandlerParameter element = element(parameter);
        if (element == null) {
            throw new BindingException("of type " + parameter.type() + ", but the handler takes a batch of messages, so that"
                    + " there is one for each; make it a List, or take single messages. Data that is a JSON array is taken as"
                    + " an array or Collection");
        }
        ArgumentResolver<?> resolver = first(element, single);
        return resolver == null ? null : new BatchArgument(resolver);
    }

    private static ArgumentResolver<?> first(HandlerParameter parameter, List<ArgumentBinder> binders) {
        for (ArgumentBinder binder : binders) {
            ArgumentResolver<?> resolver = binder.bind(parameter);
            if (resolver != null) {
                return resolver;
            }
        }
        return null;
    }

    /** The parameter as others see it: in a batch, for one message. */
    static HandlerParameter single(HandlerParameter parameter) {
        HandlerParameter element = isBatch(parameter.handler()) ? element(parameter) : null;
        return element == null ? parameter : element;
    }

    private static HandlerParameter element(HandlerParameter parameter) {
        Type type = parameter.info().type();
        if (!type.name().equals(LIST)) {
            return null;
        }
        if (type.kind() != Type.Kind.PARAMETERIZED_TYPE) {
            throw new BindingException("of type List without saying of what; say it, such as in List<Order>");
        }
        Type element = type.asParameterizedType().arguments().get(0);
        return new HandlerParameter(parameter.handler(), parameter.info(),
                element.kind() == Type.Kind.WILDCARD_TYPE ? element.asWildcardType().extendsBound() : element);
    }
}
