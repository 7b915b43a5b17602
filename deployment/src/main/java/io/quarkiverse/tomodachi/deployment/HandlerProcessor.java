package io.quarkiverse.tomodachi.deployment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.deployment.middleware.DecoratorAnnotations;
import io.quarkiverse.tomodachi.deployment.middleware.HandlerLayers;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.InvokerFactoryBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.deployment.GeneratedClassGizmoAdaptor;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.AnnotationProxyBuildItem;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.GeneratedClassBuildItem;
import io.quarkus.deployment.execannotations.ExecutionModelAnnotationsAllowedBuildItem;

/** Finds the methods that carry a trigger's annotation, checks them, and makes handlers of those without faults. */
class HandlerProcessor {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi");

    @BuildStep
    void discover(List<ServiceBuildItem> services, List<TriggerBuildItem> triggers, CombinedIndexBuildItem combinedIndex,
            InvokerFactoryBuildItem invokers, BeanRegistrationPhaseBuildItem beans, AnnotationProxyBuildItem annotations,
            BuildProducer<GeneratedClassBuildItem> generated, BuildProducer<HandlerBuildItem> handlers,
            BuildProducer<ValidationErrorBuildItem> errors) {
        IndexView index = combinedIndex.getIndex();
        List<Throwable> problems = new ArrayList<>();
        HandlerLayers layers = new HandlerLayers(beans, new DecoratorAnnotations(combinedIndex.getComputingIndex()),
                annotations, new GeneratedClassGizmoAdaptor(generated, true));
        HandlerFactory factory = new HandlerFactory(invokers, layers, problems);
        Set<String> inherited = new HashSet<>();
        int order = 0;
        List<TriggerBuildItem> kinds = triggers.stream()
                .sorted(Comparator.comparing(trigger -> trigger.getAnnotation().toString())).toList();
        ServiceMethods methods = new ServiceMethods(index,
                (overridden, overriding) -> warnOfLostTriggers(overridden, overriding, kinds));
        for (ServiceBuildItem service : services.stream().sorted().toList()) {
            for (MethodInfo method : methods.of(service.getBeanClass())) {
                inherited.add(method.declaringClass().name() + "#" + method);
                for (TriggerUse use : TriggerUse.on(method, kinds)) {
                    TriggerMethod trigger = new TriggerMethod(service, use.annotation(), method,
                            combinedIndex.getComputingIndex());
                    HandlerBuildItem handler = factory.create(order++, trigger, use.trigger());
                    if (handler != null) {
                        handlers.produce(handler);
                    }
                }
            }
        }
        problems.addAll(new StrayHandlers(index, inherited).find(kinds));
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    private static void warnOfLostTriggers(MethodInfo overridden, MethodInfo overriding, List<TriggerBuildItem> kinds) {
        if (TriggerUse.on(overriding, kinds).isEmpty()) {
            TriggerUse.on(overridden, kinds).stream().findFirst()
                    .ifPresent(use -> LOG.warnf("%s method %s#%s is overridden in %s without the annotation, so that nothing"
                            + " calls it; repeat the annotation there", TriggerMethod.annotationName(use.annotation()),
                            overridden.declaringClass().name(), TriggerMethod.signature(overridden),
                            overriding.declaringClass().name()));
        }
    }

    @BuildStep
    ExecutionModelAnnotationsAllowedBuildItem executionModelAnnotations(List<TriggerBuildItem> triggers) {
        Set<DotName> names = triggers.stream().map(TriggerBuildItem::getAnnotation).collect(Collectors.toSet());
        triggers.stream().map(TriggerBuildItem::getContainer).filter(container -> container != null).forEach(names::add);
        return new ExecutionModelAnnotationsAllowedBuildItem(
                method -> names.stream().anyMatch(method::hasDeclaredAnnotation));
    }
}
