package io.quarkiverse.tomodachi.deployment.spi;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.invoke.Invoker;

import io.quarkiverse.tomodachi.deployment.argument.JsonTypes;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerDescription.Layer;
import io.quarkiverse.tomodachi.spi.HandlerDescription.Parameter;
import io.quarkus.arc.processor.BuiltinScope;
import io.quarkus.arc.processor.InvokerInfo;
import io.quarkus.builder.item.MultiBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.runtime.RuntimeValue;

/** A handler without faults. Lists of these items are sorted: classes by name, methods in declaration order. */
public final class HandlerBuildItem extends MultiBuildItem implements Comparable<HandlerBuildItem> {

    private final String name;
    private final String transport;
    private final int order;
    private final TriggerMethod method;
    private final ExecutionModel executionModel;
    private final List<ArgumentResolver<?>> arguments;
    private final InvokerInfo invoker;
    private final List<Layer> layers;

    public HandlerBuildItem(String name, String transport, int order, TriggerMethod method, ExecutionModel executionModel,
            List<ArgumentResolver<?>> arguments, InvokerInfo invoker, List<Layer> layers) {
        this.name = name;
        this.transport = transport;
        this.order = order;
        this.method = method;
        this.executionModel = executionModel;
        this.arguments = List.copyOf(arguments);
        this.invoker = invoker;
        this.layers = List.copyOf(layers);
    }

    /**
     * {@code amqp-shop-ship}: transport, service and method in kebab case, with a number from the second of the same name on.
     * No other handler has it, and it stays the same when other methods become handlers.
     */
    public String getName() {
        return name;
    }

    /** The name that the transport gave its {@link TriggerBuildItem}. */
    public String getTransport() {
        return transport;
    }

    /** The place among all handlers of the application. */
    public int getOrder() {
        return order;
    }

    public TriggerMethod getMethod() {
        return method;
    }

    public ExecutionModel getExecutionModel() {
        return executionModel;
    }

    public List<ArgumentResolver<?>> getArguments() {
        return arguments;
    }

    /** The handler in the form in which it is recorded. */
    public HandlerDescription describe(RecorderContext context) {
        String folder = invoker.getClassDesc().packageName();
        RuntimeValue<Invoker<Object, Object>> instance = context
                .newInstance((folder.isEmpty() ? "" : folder + ".") + invoker.getClassDesc().displayName());
        return new HandlerDescription(method.id(), method.service().getName(), transport, executionModel, isAsynchronous(),
                arguments,
                hasSharedInstance(method.service()) ? method.service().getBean().getIdentifier() : null, instance,
                new ArrayList<>(layers), parameters());
    }

    private boolean isAsynchronous() {
        return AsynchronousTypes.contain(method.method().returnType());
    }

    /** Recorded only where middleware may set them, as each is a class to be loaded at start. */
    private List<Parameter> parameters() {
        List<Parameter> parameters = new ArrayList<>();
        if (!layers.isEmpty()) {
            method.method().parameters().forEach(
                    parameter -> parameters.add(new Parameter(parameter.name(), JsonTypes.of(parameter.type()).raw())));
        }
        return parameters;
    }

    /** Whether calls need not look the service up, because it is one instance, or a client proxy. */
    public static boolean hasSharedInstance(ServiceBuildItem service) {
        return !BuiltinScope.DEPENDENT.is(service.getBean().getScope());
    }

    @Override
    public int compareTo(HandlerBuildItem other) {
        return Integer.compare(order, other.order);
    }
}
