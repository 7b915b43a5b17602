package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.Dependent;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.ServiceHandle;
import io.quarkiverse.tomodachi.Tomodachi;
import io.quarkiverse.tomodachi.runtime.service.ExecutionContext;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.arc.InjectableBean;

/** Lets the application know and end itself. */
@Singleton
public class RunningApplication implements Tomodachi {

    private static final int MAX_EXIT_CODE = 255;

    private final ServiceRegistry services;
    private final TransportPhases transports;
    private final PausableHandlers pausable;
    private final ExecutionContext context;
    private final TerminationRequest request;

    RunningApplication(ServiceRegistry services, @All List<Transport> transports, ExecutionContext context,
            TerminationRequest request) {
        this.services = services;
        this.transports = new TransportPhases(transports);
        this.pausable = new PausableHandlers(transports);
        this.context = context;
        this.request = request;
    }

    @Override
    public void exit(int code) {
        if (code < 0 || code > MAX_EXIT_CODE) {
            throw new IllegalArgumentException(code + " is no exit code; give one from 0 to " + MAX_EXIT_CODE);
        }
        LifecycleLog.exit(code);
        request.make(code);
    }

    @Override
    public ServiceHandle service(String name) {
        return new Handle(services.get(name));
    }

    @Override
    public List<ServiceHandle> services() {
        return services.all().stream().<ServiceHandle> map(Handle::new).toList();
    }

    @Override
    public List<PausableHandler> pausableHandlers() {
        return pausable.all();
    }

    @Override
    public Map<String, Object> executionContext() {
        return context.snapshot();
    }

    private final class Handle implements ServiceHandle {

        private final Service service;

        Handle(Service service) {
            this.service = service;
        }

        @Override
        public String name() {
            return service.name();
        }

        @Override
        public String uuid() {
            return service.uuid();
        }

        @Override
        public Map<String, Object> executionContext() {
            return service.executionContext();
        }

        @Override
        public Map<String, String> loggerFields() {
            return service.loggerFields();
        }

        @Override
        public Class<?> type() {
            return bean().getBeanClass();
        }

        private InjectableBean<?> bean() {
            return Arc.container().bean(service.bean());
        }

        @Override
        public Object instance() {
            InjectableBean<?> bean = bean();
            if (bean.getScope().equals(Dependent.class)) {
                throw new IllegalStateException("Service '" + name()
                        + "' has no instance of its own, as it is @Dependent: each call has one; give it another scope");
            }
            ArcContainer container = Arc.container();
            return container.instance(bean).get();
        }

        @Override
        public List<HandlerInfo> handlers() {
            return transports.handlers().stream().filter(handler -> handler.service().equals(name())).toList();
        }

        @Override
        public List<PausableHandler> pausableHandlers() {
            return pausable.of(name());
        }

        @Override
        public PausableHandler pausableHandler(String method) {
            return pausable.get(name(), method);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Handle handle && handle.service == service;
        }

        @Override
        public int hashCode() {
            return service.name().hashCode();
        }

        @Override
        public String toString() {
            return "Service " + name() + " (" + uuid() + ")";
        }
    }
}
