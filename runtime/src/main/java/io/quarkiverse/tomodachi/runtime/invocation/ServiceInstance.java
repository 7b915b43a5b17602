package io.quarkiverse.tomodachi.runtime.invocation;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/** The instance, or client proxy, that handlers are called on: looked up once, at the first call. */
final class ServiceInstance {

    private final String bean;
    private volatile Object instance;

    /** @param bean the identifier of the bean, {@code null} for none */
    ServiceInstance(String bean) {
        this.bean = bean;
    }

    /** @return {@code null} if there is no bean to look up */
    Object get() {
        Object current = instance;
        if (current == null && bean != null) {
            ArcContainer container = Arc.container();
            current = container.instance(container.bean(bean)).get();
            instance = current;
        }
        return current;
    }
}
