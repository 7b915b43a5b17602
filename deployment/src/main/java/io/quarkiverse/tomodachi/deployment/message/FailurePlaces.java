package io.quarkiverse.tomodachi.deployment.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.spi.MiddlewareKind;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureRules;

/** Finds annotations for handlers of messages where there is none, and mistakes in those on classes. */
final class FailurePlaces {

    private static final DotName SERVICE = DotName.createSimple(TomodachiService.class);

    private final IndexView index;
    private final Set<DotName> messages;
    private final Set<DotName> triggers;
    private final List<Throwable> problems = new ArrayList<>();

    FailurePlaces(IndexView index, List<TriggerBuildItem> triggers) {
        this.index = index;
        this.messages = names(triggers.stream().filter(trigger -> trigger.getMiddleware() == MiddlewareKind.MESSAGE));
        this.triggers = names(triggers.stream());
    }

    private static Set<DotName> names(Stream<TriggerBuildItem> triggers) {
        return triggers.flatMap(trigger -> Stream.of(trigger.getAnnotation(), trigger.getContainer()))
                .filter(Objects::nonNull).collect(Collectors.toSet());
    }

    List<Throwable> find() {
        for (DotName name : List.of(FailureAnnotations.FAILURE_POLICY, MessageChecks.DEDUPLICATE)) {
            for (AnnotationInstance annotation : index.getAnnotations(name)) {
                if (annotation.target().kind() == AnnotationTarget.Kind.METHOD) {
                    check(annotation, annotation.target().asMethod());
                } else if (annotation.target().kind() == AnnotationTarget.Kind.CLASS) {
                    check(annotation, annotation.target().asClass());
                }
            }
        }
        for (AnnotationInstance annotation : index.getAnnotations(PayloadValidation.VALIDATE_WITH)) {
            MethodInfo method = annotation.target().asMethodParameter().method();
            // where there is another trigger the parameter is refused as all that have no meaning for it
            if (triggers.stream().noneMatch(method::hasDeclaredAnnotation)) {
                report(annotation, describe(method), "is no handler of messages, so that it would do nothing; remove it");
            }
        }
        return problems;
    }

    private void check(AnnotationInstance annotation, MethodInfo method) {
        if (!isHandler(method)) {
            report(annotation, describe(method), "is no handler of messages, so that it would do nothing; remove it");
        }
    }

    private void check(AnnotationInstance annotation, ClassInfo type) {
        FailureRules.problems(FailureAnnotations.read(annotation), member -> member)
                .forEach(problem -> report(annotation, type.name().toString(), "has a mistake: " + problem));
        if (services(type).stream().noneMatch(this::hasHandlers)) {
            report(annotation, type.name().toString(),
                    "is no service with handlers of messages, so that it would do nothing; remove it");
        }
    }

    private List<ClassInfo> services(ClassInfo type) {
        List<ClassInfo> services = new ArrayList<>(index.getAllKnownSubclasses(type.name()));
        services.add(type);
        return services.stream().filter(service -> service.hasDeclaredAnnotation(SERVICE)).toList();
    }

    private boolean hasHandlers(ClassInfo service) {
        return ClassHierarchy.of(service.name(), index).stream().map(index::getClassByName)
                .anyMatch(type -> type != null && type.methods().stream().anyMatch(this::isHandler));
    }

    private boolean isHandler(MethodInfo method) {
        return messages.stream().anyMatch(method::hasDeclaredAnnotation);
    }

    private static String describe(MethodInfo method) {
        return method.declaringClass().name() + "#" + TriggerMethod.signature(method);
    }

    private void report(AnnotationInstance annotation, String place, String problem) {
        problems.add(new IllegalStateException(TriggerMethod.annotationName(annotation) + " " + place + " " + problem));
    }
}
