package io.quarkiverse.tomodachi.deployment.spi;

import java.util.stream.Collectors;

import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationValue;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jboss.jandex.Type;

/**
 * One trigger annotation on one method of one service.
 *
 * @param service the service; a method that several services inherit makes a trigger method for each
 * @param annotation the annotation
 * @param method the method
 * @param index where the application's classes, and defaults of annotation members, are found
 */
public record TriggerMethod(ServiceBuildItem service, AnnotationInstance annotation, MethodInfo method, IndexView index) {

    /** {@code org.acme.Shop#create(String)}, with simple names for the types of parameters. */
    public String id() {
        return service.getClassName() + "#" + signature(method);
    }

    /** {@code @Get}, the annotation as users know it. */
    public String annotationName() {
        return annotationName(annotation);
    }

    /** The value of a member, its default if not given. */
    public AnnotationValue value(String member) {
        return annotation.valueWithDefault(index, member);
    }

    /** {@code @Http.Get method org.acme.Shop#create(String)}: what the texts of problems begin with. */
    public String describe() {
        return annotationName() + " method " + id();
    }

    /** {@code create(String)}. */
    public static String signature(MethodInfo method) {
        return method.name() + method.parameterTypes().stream().map(TriggerMethod::simpleName)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /** {@code @Http.Get} for a nested annotation, {@code @Amqp} for another one. */
    public static String annotationName(AnnotationInstance annotation) {
        return "@" + annotation.name().withoutPackagePrefix().replace('$', '.');
    }

    private static String simpleName(Type type) {
        return switch (type.kind()) {
            case ARRAY -> simpleName(type.asArrayType().constituent()) + "[]".repeat(type.asArrayType().dimensions());
            case PARAMETERIZED_TYPE -> type.name().withoutPackagePrefix().replace('$', '.')
                    + type.asParameterizedType().arguments().stream().map(TriggerMethod::simpleName)
                            .collect(Collectors.joining(", ", "<", ">"));
            default -> type.name().withoutPackagePrefix().replace('$', '.');
        };
    }
}
