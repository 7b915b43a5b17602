package io.quarkiverse.tomodachi.deployment;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;

/** Finds trigger annotations in classes that are no services, where nothing would ever call the method. */
final class StrayHandlers {

    private final IndexView index;
    private final Set<String> ofServices;

    StrayHandlers(IndexView index, Set<String> ofServices) {
        this.index = index;
        this.ofServices = ofServices;
    }

    List<Throwable> find(List<TriggerBuildItem> triggers) {
        Map<String, Throwable> problems = new LinkedHashMap<>();
        for (TriggerBuildItem trigger : triggers) {
            List<AnnotationInstance> uses = new ArrayList<>(annotations(trigger.getAnnotation()));
            if (trigger.getContainer() != null) {
                uses.addAll(annotations(trigger.getContainer()));
            }
            for (AnnotationInstance use : uses) {
                if (use.target() != null && use.target().kind() == AnnotationTarget.Kind.METHOD) {
                    check(trigger, use.target().asMethod(), problems);
                }
            }
        }
        return List.copyOf(problems.values());
    }

    private List<AnnotationInstance> annotations(DotName name) {
        return List.copyOf(index.getAnnotations(name));
    }

    private void check(TriggerBuildItem trigger, MethodInfo method, Map<String, Throwable> problems) {
        ClassInfo type = method.declaringClass();
        boolean inheritable = type.isInterface() || Modifier.isAbstract(type.flags());
        String key = type.name() + "#" + method;
        if (inheritable || ofServices.contains(key) || type.hasDeclaredAnnotation(TomodachiDotNames.SERVICE)
                || extendedByService(type)) {
            return;
        }
        String annotation = "@" + trigger.getAnnotation().withoutPackagePrefix().replace('$', '.');
        problems.put(annotation + key, new IllegalStateException(annotation + " method " + type.name() + "#"
                + TriggerMethod.signature(method) + " is declared in a class that is not a service; annotate "
                + type.name().withoutPackagePrefix() + " with @TomodachiService"));
    }

    private boolean extendedByService(ClassInfo type) {
        return index.getAllKnownSubclasses(type.name()).stream()
                .anyMatch(subclass -> subclass.hasDeclaredAnnotation(TomodachiDotNames.SERVICE));
    }
}
