package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;

/** Annotations of security, whose interceptors look at who the caller is. */
final class CallerChecks {

    private static final List<DotName> ANNOTATIONS = List.of(
            DotName.createSimple("jakarta.annotation.security.RolesAllowed"),
            DotName.createSimple("io.quarkus.security.Authenticated"),
            DotName.createSimple("io.quarkus.security.PermissionsAllowed"),
            DotName.createSimple("io.quarkus.security.PermissionsAllowed$List"),
            DotName.createSimple("jakarta.annotation.security.DenyAll"));
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");

    private CallerChecks() {
    }

    /**
     * Whether the caller has to be known before the method is called: on the event loop its interceptor cannot wait.
     *
     * @param annotations with those that extensions add, such as for members without annotation and for annotations of
     *        annotations
     */
    static boolean needIdentity(HandlerBuildItem handler, TransformedAnnotationsBuildItem annotations) {
        if (handler.getExecutionModel() != ExecutionModel.EVENT_LOOP) {
            return false;
        }
        MethodInfo method = handler.getMethod().method();
        if (annotations.hasAnnotation(method, PERMIT_ALL)) {
            return false;
        }
        return Stream.of(method, handler.getMethod().service().getBeanClass(), method.declaringClass())
                .anyMatch(target -> isOn(target, annotations));
    }

    /** Whether the method or class itself has such an annotation; that of a method takes the place of its class's. */
    static boolean isOn(AnnotationTarget target, TransformedAnnotationsBuildItem annotations) {
        return ANNOTATIONS.stream().anyMatch(name -> annotations.hasAnnotation(target, name));
    }
}
