package io.quarkiverse.tomodachi.deployment.spi;

import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

import org.jboss.jandex.DotName;

import io.quarkus.builder.item.MultiBuildItem;

/**
 * Declares a kind of trigger: an annotation that makes a method of a service a handler. For each method that carries it the
 * core checks what holds for all handlers, lets {@link Validator} check the rest, binds the parameters, and produces a
 * {@link HandlerBuildItem} for the transport to turn into what Quarkus runs.
 */
public final class TriggerBuildItem extends MultiBuildItem {

    private final DotName annotation;
    private final DotName container;
    private final String transport;
    private final List<ArgumentBinder> binders;
    private final Validator validator;
    private final MiddlewareKind middleware;
    private final Decoration decoration;
    private final boolean streams;

    /**
     * @param annotation the annotation
     * @param container the annotation that holds several of it, {@code null} if it is not repeatable
     * @param transport the name of the transport, by which it finds its {@link HandlerBuildItem}s
     * @param binders what binds parameters, in order; the first that binds a parameter wins
     * @param validator checks the members of the annotation
     */
    public TriggerBuildItem(DotName annotation, DotName container, String transport, List<ArgumentBinder> binders,
            Validator validator) {
        this(annotation, container, transport, binders, validator, MiddlewareKind.NONE, Decoration.CLASS_AND_METHOD,
                false);
    }

    private TriggerBuildItem(DotName annotation, DotName container, String transport, List<ArgumentBinder> binders,
            Validator validator, MiddlewareKind middleware, Decoration decoration, boolean streams) {
        this.annotation = Objects.requireNonNull(annotation);
        this.container = container;
        this.transport = Objects.requireNonNull(transport);
        this.binders = List.copyOf(binders);
        this.validator = Objects.requireNonNull(validator);
        this.middleware = Objects.requireNonNull(middleware);
        this.decoration = Objects.requireNonNull(decoration);
        this.streams = streams;
    }

    /** @return the same with middleware of that kind around its handlers; without, there is none */
    public TriggerBuildItem withMiddleware(MiddlewareKind kind) {
        return new TriggerBuildItem(annotation, container, transport, binders, validator, kind, decoration, streams);
    }

    /** @return the same with another rule for which decorators there are; without, both those of the class and the method */
    public TriggerBuildItem withDecoration(Decoration rule) {
        return new TriggerBuildItem(annotation, container, transport, binders, validator, middleware, rule, streams);
    }

    /** @return the same for a transport that sends the items of a {@code Multi} as they come; without, none may be returned */
    public TriggerBuildItem withStreams() {
        return new TriggerBuildItem(annotation, container, transport, binders, validator, middleware, decoration, true);
    }

    public DotName getAnnotation() {
        return annotation;
    }

    public DotName getContainer() {
        return container;
    }

    public String getTransport() {
        return transport;
    }

    public List<ArgumentBinder> getBinders() {
        return binders;
    }

    public Validator getValidator() {
        return validator;
    }

    public MiddlewareKind getMiddleware() {
        return middleware;
    }

    public boolean hasStreams() {
        return streams;
    }

    public Decoration getDecoration() {
        return decoration;
    }

    /** Which decorators are asked before a handler is called. */
    public enum Decoration {
        /** Those on its class and those on the method. */
        CLASS_AND_METHOD,
        /** Those on the method. */
        METHOD,
        /** None, as the method only carries the annotation and is never called. */
        NONE
    }

    /** Checks one use of the annotation. Parameters are bound only where it finds no problem. */
    @FunctionalInterface
    public interface Validator {

        /** Finds nothing. */
        Validator NONE = (method, problems) -> {
        };

        /**
         * @param method the use
         * @param problems takes what is wrong and what to do, such as {@code "has an empty routing key; name one"}
         */
        void validate(TriggerMethod method, Consumer<String> problems);
    }
}
