package io.quarkiverse.tomodachi.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.invocation.InvocationPipeline;
import io.quarkiverse.tomodachi.runtime.service.ServiceDescription;
import io.quarkiverse.tomodachi.runtime.service.ServiceRecorder;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.ValidationPhaseBuildItem.ValidationErrorBuildItem;
import io.quarkus.arc.processor.BeanInfo;
import io.quarkus.arc.processor.DotNames;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.FeatureBuildItem;
import io.quarkus.deployment.recording.RecorderContext;

/** Finds the services and makes them known at run time. */
class ServiceProcessor {

    static final String FEATURE = "tomodachi";

    @BuildStep
    FeatureBuildItem feature() {
        return new FeatureBuildItem(FEATURE);
    }

    @BuildStep
    BeanDefiningAnnotationBuildItem services() {
        return new BeanDefiningAnnotationBuildItem(TomodachiDotNames.SERVICE, DotName.createSimple(Singleton.class), false);
    }

    @BuildStep
    AdditionalBeanBuildItem core() {
        return AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(InvocationPipeline.class, InFlight.class)
                .build();
    }

    @BuildStep
    void discover(BeanRegistrationPhaseBuildItem beans, CombinedIndexBuildItem index,
            BuildProducer<ServiceBuildItem> services, BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> problems = new ArrayList<>();
        Map<DotName, BeanInfo> byClass = new HashMap<>();
        beans.getContext().beans().classBeans().forEach(bean -> byClass.put(bean.getBeanClass(), bean));
        Map<String, ClassInfo> names = new HashMap<>();
        List<AnnotationInstance> annotations = new ArrayList<>(index.getIndex().getAnnotations(TomodachiDotNames.SERVICE));
        annotations.removeIf(annotation -> annotation.target().kind() != AnnotationTarget.Kind.CLASS);
        annotations.sort((a, b) -> a.target().asClass().name().compareTo(b.target().asClass().name()));
        for (AnnotationInstance annotation : annotations) {
            ClassInfo type = annotation.target().asClass();
            String name = name(annotation, type);
            if (type.isInterface() || Modifier.isAbstract(type.flags())) {
                problems.add(new IllegalStateException("@TomodachiService " + type.name()
                        + " is not a concrete class; put the annotation on the class that extends it"));
                continue;
            }
            ClassInfo other = names.putIfAbsent(name, type);
            if (other != null) {
                problems.add(new IllegalStateException("@TomodachiService " + type.name() + " has the name '" + name
                        + "' like " + other.name() + "; give it a name of its own"));
            }
            BeanInfo bean = byClass.get(type.name());
            if (bean != null) {
                services.produce(new ServiceBuildItem(bean, name, annotation));
            }
        }
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem registry(List<ServiceBuildItem> services, ServiceRecorder recorder, RecorderContext context) {
        List<ServiceDescription> descriptions = services.stream().sorted().map(service -> {
            AnnotationValue uuid = service.getAnnotation().value("uuid");
            AnnotationValue envelope = service.getAnnotation().value("envelope");
            return new ServiceDescription(service.getName(), service.getClassName().toString(),
                    uuid == null ? "" : uuid.asString(), context.newInstance(
                            envelope == null ? NoEnvelope.class.getName() : envelope.asClass().name().toString()));
        }).toList();
        return SyntheticBeanBuildItem.configure(ServiceRegistry.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .createWith(recorder.registry(new ArrayList<>(descriptions))).done();
    }

    private static String name(AnnotationInstance annotation, ClassInfo type) {
        AnnotationValue value = annotation.value();
        if (value != null && !value.asString().isBlank()) {
            return value.asString();
        }
        return DotNames.simpleName(type.name()).replaceAll("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-")
                .replace('$', '-').toLowerCase(Locale.ROOT);
    }
}
