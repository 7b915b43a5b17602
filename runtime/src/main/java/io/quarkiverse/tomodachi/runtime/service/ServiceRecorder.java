package io.quarkiverse.tomodachi.runtime.service;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.arc.SyntheticCreationalContext;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class ServiceRecorder {

    private final RuntimeValue<TomodachiConfig> config;

    public ServiceRecorder(RuntimeValue<TomodachiConfig> config) {
        this.config = config;
    }

    public RuntimeValue<BuildVersions> versions(Map<String, String> versions) {
        return new RuntimeValue<>(new BuildVersions(versions));
    }

    public Function<SyntheticCreationalContext<ServiceRegistry>, ServiceRegistry> registry(
            List<ServiceDescription> services, List<String> excluded) {
        return new Function<>() {
            @Override
            public ServiceRegistry apply(SyntheticCreationalContext<ServiceRegistry> context) {
                return new ServiceRegistry(services, excluded, config.getValue());
            }
        };
    }
}
