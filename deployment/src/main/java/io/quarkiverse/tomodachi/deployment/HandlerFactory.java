package io.quarkiverse.tomodachi.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.MethodParameterInfo;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.middleware.HandlerLayers;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.BindingException;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.HandlerParameter;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.service.ServiceContextArgument;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.processor.InvokerBuilder;
import io.quarkus.arc.processor.InvokerInfo;

/** Makes a handler of a method with a trigger, or tells everything that is wrong with it. */
final class HandlerFactory {

    private final InvokerFactoryBuildItem invokers;
    private final HandlerLayers layers;
    private final List<Throwable> problems;
    private final HandlerNames names = new HandlerNames();
    private final Map<String, InvokerInfo> invokerOfMethod = new HashMap<>();

    HandlerFactory(InvokerFactoryBuildItem invokers, HandlerLayers layers, List<Throwable> problems) {
        this.invokers = invokers;
        this.layers = layers;
        this.problems = problems;
    }

    /** @return the handler, or {@code null} after problems were added */
    HandlerBuildItem create(int order, TriggerMethod method, TriggerBuildItem trigger) {
        int before = problems.size();
        checkMethod(method, trigger);
        trigger.getValidator().validate(method, problem -> report(method, problem));
        if (problems.size() > before) {
            return null;
        }
        List<ArgumentResolver<?>> arguments = bind(method, trigger.getBinders());
        if (problems.size() > before) {
            return null;
        }
        return new HandlerBuildItem(names.next(trigger.getTransport(), method), trigger.getTransport(), order, method,
                ExecutionModels.of(method.method()), arguments,
                invoker(method), layers.of(method, trigger));
    }

    /** One for all triggers of a method: Quarkus names its class by bean and method. */
    private InvokerInfo invoker(TriggerMethod method) {
        MethodInfo info = method.method();
        return invokerOfMethod.computeIfAbsent(
                method.service().getBean().getIdentifier() + info.declaringClass().name() + info.name() + info.descriptor(),
                key -> newInvoker(method));
    }

    private InvokerInfo newInvoker(TriggerMethod method) {
        InvokerBuilder invoker = invokers.createInvoker(method.service().getBean(), method.method());
        return HandlerBuildItem.hasSharedInstance(method.service()) ? invoker.build() : invoker.withInstanceLookup().build();
    }

    private void checkMethod(TriggerMethod method, TriggerBuildItem trigger) {
        MethodInfo info = method.method();
        if (Modifier.isPrivate(info.flags())) {
            report(method, "is private; remove the modifier, or make it at least package-private");
        }
        if (Modifier.isStatic(info.flags())) {
            report(method, "is static; make it an instance method");
        }
        if (Modifier.isAbstract(info.flags())) {
            report(method, "is abstract; put the annotation on the method that implements it");
        }
        if (!info.typeParameters().isEmpty()) {
            report(method, "has type parameters; use concrete types");
        }
        if (TomodachiDotNames.MULTI.equals(info.returnType().name()) && !trigger.hasStreams()) {
            report(method, "returns a Multi, which is not supported; return Uni, CompletionStage or a plain value");
        }
        ExecutionModels.check(info, problem -> report(method, problem));
    }

    private List<ArgumentResolver<?>> bind(TriggerMethod method, List<ArgumentBinder> binders) {
        List<ArgumentResolver<?>> arguments = new ArrayList<>();
        for (MethodParameterInfo info : method.method().parameters()) {
            if (info.name() == null) {
                report(method, "has parameters whose names are not in its class file; compile with the option -parameters");
                return arguments;
            }
            HandlerParameter parameter = new HandlerParameter(method, info);
            try {
                ParameterAnnotations.checkSingle(parameter);
                ArgumentResolver<?> resolver = bind(parameter, binders);
                ParameterAnnotations.checkUsed(parameter, resolver);
                arguments.add(resolver);
            } catch (BindingException e) {
                report(method, "declares parameter '" + info.name() + "' " + e.getMessage());
            }
        }
        return arguments;
    }

    private static ArgumentResolver<?> bind(HandlerParameter parameter, List<ArgumentBinder> binders) {
        if (parameter.hasType(TomodachiDotNames.SERVICE_CONTEXT)) {
            return new ServiceContextArgument(parameter.handler().service().getName());
        }
        for (ArgumentBinder binder : binders) {
            ArgumentResolver<?> resolver = binder.bind(parameter);
            if (resolver != null) {
                return resolver;
            }
        }
        Type type = parameter.type();
        throw new BindingException("of type " + type + ", which nothing can be bound to; remove it, or see the documentation"
                + " of " + parameter.handler().annotationName() + " for what a handler may take");
    }

    private void report(TriggerMethod method, String problem) {
        problems.add(new IllegalStateException(method.describe() + " " + problem));
    }
}
