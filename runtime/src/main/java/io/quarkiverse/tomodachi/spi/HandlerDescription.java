package io.quarkiverse.tomodachi.spi;

import java.util.List;

import jakarta.enterprise.invoke.Invoker;

import io.quarkus.runtime.RuntimeValue;

/**
 * All that is known of a handler when the application is built, in the form in which it is recorded.
 *
 * @param id {@code org.acme.Shop#create(String)}; a method with several triggers has one description, and the same id, for
 *        each
 * @param service the name of the service
 * @param executionModel where the method runs
 * @param arguments one resolver for each parameter, in order
 * @param invoker calls the method on its bean
 */
public record HandlerDescription(String id, String service, ExecutionModel executionModel,
        List<ArgumentResolver<?>> arguments, RuntimeValue<Invoker<Object, Object>> invoker) {

    @Override
    public String toString() {
        return id;
    }
}
