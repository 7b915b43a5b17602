package io.quarkiverse.tomodachi.runtime.service;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;

/** The services of the application. */
public class ServiceRegistry {

    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Service> byClass = new HashMap<>();

    public ServiceRegistry(List<ServiceDescription> descriptions, TomodachiConfig config) {
        for (ServiceDescription description : descriptions) {
            ServiceConfig settings = config.services().get(description.name());
            String uuid = settings.uuid()
                    .orElseGet(() -> description.uuid().isEmpty() ? UUID.randomUUID().toString() : description.uuid());
            Service service = new Service(description.name(), uuid, description.envelope().getValue(), settings);
            services.put(description.name(), service);
            byClass.put(description.beanClass(), service);
        }
    }

    /** @throws IllegalArgumentException if there is no such service */
    public Service get(String name) {
        Service service = services.get(name);
        if (service == null) {
            throw new IllegalArgumentException("There is no service '" + name + "'; the services are " + services.keySet());
        }
        return service;
    }

    /** @return the service of that class, or {@code null} */
    public Service ofClass(Class<?> type) {
        return byClass.get(type.getName());
    }

    public Collection<Service> all() {
        return services.values();
    }

    /** A service with its identity and settings. */
    public record Service(String name, String uuid, MessageEnvelope envelope, ServiceConfig config) implements ServiceContext {
    }
}
