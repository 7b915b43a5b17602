package io.quarkiverse.tomodachi.deployment.middleware;

import java.lang.reflect.Modifier;
import java.util.HashSet;
import java.util.Set;

import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkus.arc.deployment.BeanRegistrationPhaseBuildItem;

/** Tells why a class is no bean. */
public final class BeanCheck {

    private final Set<DotName> beans = new HashSet<>();
    private final IndexView index;

    public BeanCheck(BeanRegistrationPhaseBuildItem phase, IndexView index) {
        phase.getContext().beans().classBeans().forEach(bean -> beans.add(bean.getBeanClass()));
        this.index = index;
    }

    /** @return what is wrong and what to do, as the end of a sentence; {@code null} for nothing */
    public String problem(DotName name) {
        if (beans.contains(name)) {
            return null;
        }
        ClassInfo type = index.getClassByName(name);
        if (type != null && (type.isInterface() || Modifier.isAbstract(type.flags()))) {
            return "which is not a concrete class; name a class that extends it";
        }
        return "which is not a bean; make it a top-level or static class without @Vetoed that has a constructor without parameters"
                + " or with @Inject, and is not left out of this build";
    }
}
