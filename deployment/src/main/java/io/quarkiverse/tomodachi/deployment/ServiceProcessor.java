package io.quarkiverse.tomodachi.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Comparator;
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
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.deployment.message.EnvelopeClass;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.invocation.InvocationPipeline;
import io.quarkiverse.tomodachi.runtime.logging.HandlerLogContext;
import io.quarkiverse.tomodachi.runtime.service.ExecutionContext;
import io.quarkiverse.tomodachi.runtime.service.ServiceDescription;
import io.quarkiverse.tomodachi.runtime.service.ServiceRecorder;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.ArcConfig;
import io.quarkus.arc.deployment.BeanDefiningAnnotationBuildItem;
import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.BuildExclusionsBuildItem;
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

    private static final DotName NO_ENVELOPE = DotName.createSimple(NoEnvelope.class);

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
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(InvocationPipeline.class, InFlight.class, ExecutionContext.class,
                        HandlerLogContext.class)
                .build();
    }

    @BuildStep
    void discover(BeanRegistrationPhaseBuildItem phase, CombinedIndexBuildItem index, BuildExclusionsBuildItem exclusions,
            ArcConfig arc, BuildProducer<ServiceBuildItem> services, BuildProducer<ExcludedServiceBuildItem> excluded,
            BuildProducer<ValidationErrorBuildItem> errors) {
        List<Throwable> problems = new ArrayList<>();
        ServiceBeans beans = new ServiceBeans(phase, exclusions, arc);
        Map<String, ClassInfo> names = new HashMap<>();
        for (AnnotationInstance annotation : annotations(index.getIndex())) {
            ClassInfo type = annotation.target().asClass();
            String name = name(annotation, type);
            if (type.isInterface() || Modifier.isAbstract(type.flags())) {
                problems.add(problem(type, "is not a concrete class; put the annotation on the class that extends it"));
                continue;
            }
            BeanInfo bean = beans.find(type);
            if (bean == null && beans.isExcluded(type)) {
                excluded.produce(new ExcludedServiceBuildItem(name));
                continue;
            }
            ClassInfo other = names.putIfAbsent(name, type);
            if (other != null) {
                problems.add(problem(type,
                        "has the name '" + name + "' like " + other.name() + "; give it a name of its own"));
            }
            checkMembers(annotation, index, problems);
            if (bean == null) {
                problems.add(problem(type, "is not a bean, so that it would do nothing; make it a top-level or static class"
                        + " without @Vetoed that has a constructor without parameters or with @Inject"));
            } else {
                services.produce(new ServiceBuildItem(bean, name, annotation));
            }
        }
        if (!problems.isEmpty()) {
            errors.produce(new ValidationErrorBuildItem(problems));
        }
    }

    private static void checkMembers(AnnotationInstance annotation, CombinedIndexBuildItem index, List<Throwable> problems) {
        ClassInfo type = annotation.target().asClass();
        if (annotation.value() != null && annotation.value().asString().isBlank()) {
            problems.add(problem(type, "has an empty name; give one, or leave it out for that of the class"));
        }
        String envelope = EnvelopeClass.problem(annotation.value("envelope"), index.getComputingIndex());
        if (envelope != null) {
            problems.add(problem(type, envelope));
        }
    }

    private static List<AnnotationInstance> annotations(IndexView index) {
        return index.getAnnotations(TomodachiDotNames.SERVICE).stream()
                .filter(annotation -> annotation.target().kind() == AnnotationTarget.Kind.CLASS)
                .sorted(Comparator.comparing(annotation -> annotation.target().asClass().name())).toList();
    }

    private static Throwable problem(ClassInfo type, String problem) {
        return new IllegalStateException("@TomodachiService " + type.name() + " " + problem);
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    SyntheticBeanBuildItem registry(List<ServiceBuildItem> services, List<ExcludedServiceBuildItem> excluded,
            BeanDiscoveryFinishedBuildItem beans, ServiceRecorder recorder, RecorderContext context) {
        List<ServiceDescription> descriptions = services.stream().sorted().map(service -> {
            AnnotationValue uuid = service.getAnnotation().value("uuid");
            AnnotationValue envelope = service.getAnnotation().value("envelope");
            return new ServiceDescription(service.getName(), service.getClassName().toString(),
                    service.getBean().getIdentifier(),
                    uuid == null ? "" : uuid.asString(),
                    EnvelopeClass.source(envelope == null ? NO_ENVELOPE : envelope.asClass().name(), beans, context));
        }).toList();
        return SyntheticBeanBuildItem.configure(ServiceRegistry.class).scope(Singleton.class).unremovable().setRuntimeInit()
                .createWith(recorder.registry(new ArrayList<>(descriptions),
                        new ArrayList<>(excluded.stream().map(ExcludedServiceBuildItem::getName).distinct().sorted().toList())))
                .done();
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
