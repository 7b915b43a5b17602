package io.quarkiverse.tomodachi.runtime.service;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Supplier;

import org.jboss.logmanager.MDC;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.ServiceContext;
import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.arc.Arc;
import io.quarkus.runtime.configuration.ConfigurationException;

/** The services of the application. */
public class ServiceRegistry {

    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Service> byClass = new HashMap<>();
    private final Instant begun = Instant.now();

    /**
     * @param excluded the names of services that the application was built without
     * @throws ConfigurationException that tells of all settings for services that do not exist, and of all charsets that are
     *         not known
     */
    public ServiceRegistry(List<ServiceDescription> descriptions, List<String> excluded, TomodachiConfig config) {
        for (ServiceDescription description : descriptions) {
            ServiceConfig settings = config.services().get(description.name());
            String uuid = settings.uuid()
                    .orElseGet(() -> description.uuid().isEmpty() ? UUID.randomUUID().toString() : description.uuid());
            Service service = new Service(description.name(), uuid, description.bean(), description.envelope().supplier(),
                    settings);
            services.put(description.name(), service);
            byClass.put(description.beanClass(), service);
        }
        List<String> problems = new ArrayList<>(unknown(excluded, config.services().keySet()));
        problems.addAll(TextSettings.problems(config.services()));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(String.join("\n", problems));
        }
    }

    private List<String> unknown(List<String> excluded, Set<String> configured) {
        Set<String> unknown = new TreeSet<>(configured);
        unknown.remove(TomodachiConfig.ALL_SERVICES);
        unknown.removeAll(services.keySet());
        excluded.forEach(unknown::remove);
        return unknown.stream().map(name -> "There are settings quarkus.tomodachi.\"" + name + "\" but no service '" + name
                + "'; the services are " + services.keySet() + ", correct the name").toList();
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

    /** When the application began to start. */
    Instant begun() {
        return begun;
    }

    public Collection<Service> all() {
        return services.values();
    }

    /**
     * A service with its identity and settings.
     *
     * @param bean the identifier of its bean
     */
    public record Service(String name, String uuid, String bean, Supplier<MessageEnvelope> envelopes, ServiceConfig config)
            implements
                ServiceContext {

        /** The envelope of its messages, always the same. */
        public MessageEnvelope envelope() {
            return envelopes.get();
        }

        @Override
        public Map<String, Object> executionContext() {
            return Arc.container().instance(ExecutionContext.class).get().snapshot();
        }

        @Override
        public Map<String, String> loggerFields() {
            return Map.copyOf(MDC.copy());
        }
    }
}
