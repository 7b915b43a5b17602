package io.quarkiverse.tomodachi.runtime.middleware;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;

/** A bean that is created when it is first needed, as other extensions may not have started before. */
public final class BeanReference<T> {

    private final String identifier;
    private volatile T instance;

    public BeanReference(String identifier) {
        this.identifier = identifier;
    }

    public T get() {
        T current = instance;
        return current != null ? current : create();
    }

    /** Once, as a dependent bean would have several instances else. */
    private synchronized T create() {
        if (instance == null) {
            ArcContainer container = Arc.container();
            instance = container.instance(container.<T> bean(identifier)).get();
        }
        return instance;
    }
}
