package io.quarkiverse.tomodachi.deployment;

import java.util.HashMap;
import java.util.Map;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;

import io.quarkus.arc.deployment.ArcConfig;
import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;
import io.quarkus.arc.deployment.BuildExclusionsBuildItem;
import io.quarkus.arc.processor.BeanInfo;

/** Tells which services are beans, and which ones the application was built without on purpose. */
final class ServiceBeans {

    private static final DotName ALTERNATIVE = DotName.createSimple("jakarta.enterprise.inject.Alternative");

    private final Map<DotName, BeanInfo> beans = new HashMap<>();
    private final BuildExclusionsBuildItem exclusions;
    private final ArcConfig arc;

    ServiceBeans(BeanRegistrationPhaseBuildItem phase, BuildExclusionsBuildItem exclusions, ArcConfig arc) {
        phase.getContext().beans().classBeans().forEach(bean -> beans.put(bean.getBeanClass(), bean));
        this.exclusions = exclusions;
        this.arc = arc;
    }

    /** @return the bean of that class, or {@code null} */
    BeanInfo find(ClassInfo type) {
        return beans.get(type.name());
    }

    /** Whether there is a reason to have no bean of that class, or there might be one. */
    boolean isExcluded(ClassInfo type) {
        return exclusions.isExcluded(type) || type.hasDeclaredAnnotation(ALTERNATIVE) || arc.excludeTypes().isPresent()
                || !arc.excludeDependency().isEmpty();
    }
}
