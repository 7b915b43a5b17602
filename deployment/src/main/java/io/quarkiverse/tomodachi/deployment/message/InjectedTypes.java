package io.quarkiverse.tomodachi.deployment.message;

import org.jboss.jandex.DotName;
import org.jboss.jandex.Type;

import io.quarkus.arc.deployment.BeanDiscoveryFinishedBuildItem;

/** Tells whether an application injects a type, directly or inside of {@code Instance} and the like. */
public final class InjectedTypes {

    private InjectedTypes() {
    }

    public static boolean contain(BeanDiscoveryFinishedBuildItem beans, DotName type) {
        return beans.getInjectionPoints().stream().anyMatch(point -> mentions(point.getRequiredType(), type));
    }

    private static boolean mentions(Type required, DotName type) {
        if (required.name().equals(type)) {
            return true;
        }
        return required.kind() == Type.Kind.PARAMETERIZED_TYPE
                && required.asParameterizedType().arguments().stream().anyMatch(argument -> mentions(argument, type));
    }
}
