package io.quarkiverse.tomodachi.deployment.middleware;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

/**
 * An annotation that decorates, where it is used.
 *
 * @param annotation the use
 * @param type its type
 */
record DecoratorUse(AnnotationInstance annotation, ClassInfo type) {

    DotName decorator() {
        return decoratorOf(type);
    }

    int priority() {
        AnnotationValue priority = type.declaredAnnotation(MiddlewareDotNames.HANDLER_DECORATOR).value("priority");
        return priority == null ? 0 : priority.asInt();
    }

    static DotName decoratorOf(ClassInfo type) {
        return type.declaredAnnotation(MiddlewareDotNames.HANDLER_DECORATOR).value().asClass().name();
    }
}
