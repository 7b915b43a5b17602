package io.quarkiverse.tomodachi.deployment.http;

import java.util.List;
import java.util.stream.Stream;

import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.MethodInfo;

import io.quarkiverse.tomodachi.deployment.spi.AsynchronousTypes;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkus.arc.deployment.TransformedAnnotationsBuildItem;

/**
 * Handlers on the event loop whose permissions Quarkus checks by waiting for the answer of the identity, as it does where a
 * method returns a plain value.
 */
final class BlockingPermissions {

    private static final List<DotName> PERMISSIONS = List.of(
            DotName.createSimple("io.quarkus.security.PermissionsAllowed"),
            DotName.createSimple("io.quarkus.security.PermissionsAllowed$List"));
    private static final DotName MULTI = DotName.createSimple("io.smallrye.mutiny.Multi");
    private static final DotName PERMIT_ALL = DotName.createSimple("jakarta.annotation.security.PermitAll");

    private BlockingPermissions() {
    }

    /** @param annotations with those that extensions add */
    static List<Throwable> find(List<HandlerBuildItem> handlers, TransformedAnnotationsBuildItem annotations) {
        return handlers.stream().filter(handler -> isChecked(handler, annotations)).<Throwable> map(
                handler -> new IllegalStateException(handler.getMethod().describe() + " has @PermissionsAllowed, for which"
                        + " Quarkus waits where a method returns a plain value, and runs on the event loop, which must not"
                        + " wait; return a Uni, or let it run on a worker thread"))
                .toList();
    }

    private static boolean isChecked(HandlerBuildItem handler, TransformedAnnotationsBuildItem annotations) {
        MethodInfo method = handler.getMethod().method();
        if (handler.getExecutionModel() != ExecutionModel.EVENT_LOOP || AsynchronousTypes.contain(method.returnType())
                || MULTI.equals(method.returnType().name())) {
            return false;
        }
        if (has(method, annotations)) {
            return true;
        }
        boolean own = annotations.hasAnnotation(method, PERMIT_ALL) || CallerChecks.isOn(method, annotations);
        return !own && Stream.of(handler.getMethod().service().getBeanClass(), method.declaringClass())
                .anyMatch(type -> has(type, annotations));
    }

    private static boolean has(AnnotationTarget target, TransformedAnnotationsBuildItem annotations) {
        return PERMISSIONS.stream().anyMatch(name -> annotations.hasAnnotation(target, name));
    }
}
