package io.quarkiverse.tomodachi.spi;

import java.lang.annotation.Annotation;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

import io.quarkus.runtime.RuntimeValue;

/**
 * All that is known of a handler when the application is built, in the form in which it is recorded.
 *
 * @param id {@code org.acme.Shop#create(String)}; a method with several triggers has one description, and the same id, for
 *        each
 * @param service the name of the service
 * @param transport the name of the kind of trigger, such as {@code amqp}; {@code lifecycle} for life-cycle methods
 * @param executionModel where the method runs
 * @param asynchronous whether the method returns a {@code Uni} or {@code CompletionStage}
 * @param arguments one resolver for each parameter, in order
 * @param bean the identifier of the service's bean, {@code null} if the invoker finds an instance itself
 * @param invoker calls the method on its bean
 * @param layers what is around the method, the outermost first
 * @param parameters one for each parameter, in order; empty if there are no layers
 */
public record HandlerDescription(String id, String service, String transport, ExecutionModel executionModel,
        boolean asynchronous,
        List<ArgumentResolver<?>> arguments, String bean, RuntimeValue<Invoker<Object, Object>> invoker,
        List<Layer> layers, List<Parameter> parameters) {

    /**
     * Middleware or a decorator.
     *
     * @param bean the identifier of its bean
     * @param className the name of its class
     * @param annotation what a decorator is told, {@code null} for middleware
     */
    public record Layer(String bean, String className, Annotation annotation) {
    }

    /**
     * A parameter.
     *
     * @param name its name
     * @param type its type
     */
    public record Parameter(String name, Class<?> type) {
    }

    @Override
    public String toString() {
        return id;
    }
}
