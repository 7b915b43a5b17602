package io.quarkiverse.tomodachi.runtime.service;

import java.lang.annotation.Annotation;

import jakarta.enterprise.inject.spi.InjectionPoint;

import io.quarkiverse.tomodachi.ForService;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;

/** Finds the service that something injected speaks for. */
public final class InjectedService {

    private InjectedService() {
    }

    /**
     * @return the service named by {@link ForService}, else the one that is injected into, else the only one
     * @throws IllegalStateException if there are several services and none of the first two rules applies
     */
    public static Service of(InjectionPoint point, ServiceRegistry services) {
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof ForService named) {
                return services.get(named.value());
            }
        }
        Service own = point.getBean() == null ? null : services.ofClass(point.getBean().getBeanClass());
        if (own != null) {
            return own;
        }
        if (services.all().size() == 1) {
            return services.all().iterator().next();
        }
        throw new IllegalStateException(
                "The application has several services; name one with @ForService at " + point.getMember());
    }
}
