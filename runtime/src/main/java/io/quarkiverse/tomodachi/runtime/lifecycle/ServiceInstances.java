package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.ClientProxy;
import io.quarkus.arc.InjectableBean;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Creates the services before anything calls them: one that cannot be created makes the start fail, not each of its calls. */
final class ServiceInstances {

    /** Those of other scopes have no instance that all calls share. */
    private static final Set<Class<?>> SHARED = Set.of(Singleton.class, ApplicationScoped.class);

    private final ServiceRegistry services;

    ServiceInstances(ServiceRegistry services) {
        this.services = services;
    }

    /**
     * One after the other, as services may call each other while they are created. Fails with what the first one threw, after
     * all were tried.
     *
     * @param limit how long that may take; 0 for as long as it does
     */
    Uni<Void> create(Duration limit) {
        AtomicReference<String> creating = new AtomicReference<>();
        Uni<Void> all = Uni.createFrom().voidItem().emitOn(Infrastructure.getDefaultExecutor()).invoke(() -> {
            List<ServiceException> failures = new ArrayList<>();
            for (Service service : services.all()) {
                creating.set(service.name());
                create(service, failures);
            }
            if (!failures.isEmpty()) {
                throw Phases.first(failures);
            }
        });
        return Phases.limited(all, limit,
                () -> new TooLateException("Service " + creating.get() + " has not been created after " + limit));
    }

    private static void create(Service service, List<ServiceException> failures) {
        try {
            ArcContainer container = Arc.container();
            InjectableBean<Object> bean = container.bean(service.bean());
            if (SHARED.contains(bean.getScope())) {
                ClientProxy.unwrap(container.instance(bean).get());
            }
        } catch (Throwable e) {
            failures.add(new ServiceException(service.name(),
                    "Service " + service.name() + " could not be created: " + e, e));
        }
    }
}
