package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.spi.ExecutionModel;

/** Annotations of security, whose interceptors look at who the caller is. */
final class CallerChecks {

    private static final List<DotName> ANNOTATIONS = List.of(
            DotName.createSimple("jakarta.annotation.security.RolesAllowed"),
            DotName.createSimple("io.quarkus.security.Authenticated"),
            DotName.createSimple("io.quarkus.security.PermissionsAllowed"));

    private CallerChecks() {
    }

    /** Whether the caller has to be known before the method is called: on the event loop its interceptor cannot wait. */
    static boolean needIdentity(HandlerBuildItem handler) {
        MethodInfo method = handler.getMethod().method();
        ClassInfo service = handler.getMethod().service().getBeanClass();
        return handler.getExecutionModel() == ExecutionModel.EVENT_LOOP && ANNOTATIONS.stream().anyMatch(
                name -> method.hasDeclaredAnnotation(name) || service.hasDeclaredAnnotation(name)
                        || method.declaringClass().hasDeclaredAnnotation(name));
    }
}
