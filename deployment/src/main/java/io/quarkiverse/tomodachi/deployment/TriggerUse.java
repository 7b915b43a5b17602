package io.quarkiverse.tomodachi.deployment;

import java.util.ArrayList;
import java.util.List;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;

/** An annotation on a method that makes it a handler. */
record TriggerUse(TriggerBuildItem trigger, AnnotationInstance annotation) {

    /** All triggers of a method, repeated annotations taken out of their containers. */
    static List<TriggerUse> on(MethodInfo method, List<TriggerBuildItem> triggers) {
        List<TriggerUse> uses = new ArrayList<>();
        for (TriggerBuildItem trigger : triggers) {
            AnnotationInstance single = method.declaredAnnotation(trigger.getAnnotation());
            if (single != null) {
                uses.add(new TriggerUse(trigger, single));
            }
            AnnotationInstance several = trigger.getContainer() == null ? null
                    : method.declaredAnnotation(trigger.getContainer());
            if (several != null) {
                for (AnnotationInstance nested : several.value().asNestedArray()) {
                    uses.add(new TriggerUse(trigger, nested));
                }
            }
        }
        return uses;
    }
}
