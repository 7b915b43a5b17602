package io.quarkiverse.tomodachi.deployment.middleware;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.Type;

import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;

/** Makes beans of middleware and decorators, and checks them. */
class MiddlewareProcessor {

    @BuildStep
    void beans(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans) {
        Set<DotName> classes = new LinkedHashSet<>();
        for (AnnotationInstance service : index.getIndex().getAnnotations(MiddlewareDotNames.SERVICE)) {
            for (MiddlewareKind kind : MiddlewareKind.values()) {
                classes.addAll(listed(service, kind));
            }
            if (service.target().kind() == AnnotationTarget.Kind.CLASS) {
                classes.addAll(decorators(service, index.getComputingIndex()));
            }
        }
        for (AnnotationInstance decorator : index.getIndex().getAnnotations(MiddlewareDotNames.HANDLER_DECORATOR)) {
            classes.add(decorator.value().asClass().name());
        }
        if (!classes.isEmpty()) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().setDefaultScope(DotNames.SINGLETON)
                    .addBeanClasses(classes.stream().map(DotName::toString).toList()).build());
        }
    }

    /** Those of annotations from libraries without an index, which would not be found otherwise. */
    private static List<DotName> decorators(AnnotationInstance service, IndexView index) {
        return new DecoratorAnnotations(index).among(service.target().asClass().annotations()).stream()
                .map(DecoratorUse::decorator).toList();
    }

    static List<DotName> listed(AnnotationInstance service, MiddlewareKind kind) {
        AnnotationValue classes = kind == MiddlewareKind.NONE ? null : service.value(kind.member());
        List<DotName> names = new ArrayList<>();
        if (classes != null) {
            for (Type type : classes.asClassArray()) {
                names.add(type.name());
            }
        }
        return names;
    }

    @BuildStep
    void validate(List<ServiceBuildItem> services, List<TriggerBuildItem> triggers, CombinedIndexBuildItem index,
            BeanRegistrationPhaseBuildItem phase, BuildProducer<ValidationErrorBuildItem> errors) {
        BeanCheck beans = new BeanCheck(phase, index.getComputingIndex());
        List<Throwable> problems = new ArrayList<>();
        services.stream().sorted().forEach(service -> problems.addAll(MiddlewareCheck.find(service, beans)));
        problems.addAll(new DecoratorCheck(index.getComputingIndex(), beans).find());
        problems.addAll(new DecoratorPlaces(index.getIndex(), triggers).find());
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }
}
