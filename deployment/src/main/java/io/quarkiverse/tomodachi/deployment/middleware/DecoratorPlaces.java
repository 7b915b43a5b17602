package io.quarkiverse.tomodachi.deployment.middleware;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem.Decoration;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Finds decorating annotations where they would decorate nothing, which could leave something unprotected. */
final class DecoratorPlaces {

    private static final DotName REPEATABLE = DotName.createSimple("java.lang.annotation.Repeatable");

    private final IndexView index;
    private final List<TriggerBuildItem> triggers;

    DecoratorPlaces(IndexView index, List<TriggerBuildItem> triggers) {
        this.index = index;
        this.triggers = triggers;
    }

    List<Throwable> find() {
        Set<String> problems = new LinkedHashSet<>();
        for (AnnotationInstance marker : index.getAnnotations(MiddlewareDotNames.HANDLER_DECORATOR)) {
            ClassInfo type = marker.target().asClass();
            for (AnnotationInstance use : uses(type)) {
                String problem = problem(use.target());
                if (problem != null) {
                    problems.add("@" + type.name().withoutPackagePrefix().replace('$', '.') + " " + problem);
                }
            }
        }
        return problems.stream().sorted().<Throwable> map(IllegalStateException::new).toList();
    }

    private List<AnnotationInstance> uses(ClassInfo type) {
        List<AnnotationInstance> uses = new ArrayList<>(index.getAnnotations(type.name()));
        AnnotationInstance repeatable = type.declaredAnnotation(REPEATABLE);
        if (repeatable != null) {
            uses.addAll(index.getAnnotations(repeatable.value().asClass().name()));
        }
        return uses;
    }

    private String problem(AnnotationTarget target) {
        if (target != null && target.kind() == AnnotationTarget.Kind.METHOD) {
            MethodInfo method = target.asMethod();
            return isCalled(method) ? null
                    : "method " + method.declaringClass().name() + "#" + TriggerMethod.signature(method)
                            + " is not called as a handler, so that nothing is decorated; remove the annotation, or make it a"
                            + " handler";
        }
        if (target != null && target.kind() == AnnotationTarget.Kind.CLASS) {
            ClassInfo type = target.asClass();
            return type.hasDeclaredAnnotation(MiddlewareDotNames.SERVICE) || type.methods().stream().anyMatch(this::isCalled)
                    ? null
                    : "class " + type.name() + " has no handlers, so that nothing is decorated; put the annotation on the"
                            + " service";
        }
        return null;
    }

    private boolean isCalled(MethodInfo method) {
        return triggers.stream().filter(trigger -> trigger.getDecoration() != Decoration.NONE)
                .anyMatch(trigger -> method.hasDeclaredAnnotation(trigger.getAnnotation())
                        || trigger.getContainer() != null && method.hasDeclaredAnnotation(trigger.getContainer()));
    }
}
