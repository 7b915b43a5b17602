package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.util.Optional;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;

/** A registry with one TLS configuration, or none, which can be replaced as by a reload. */
final class TlsConfigurations implements TlsConfigurationRegistry {

    private TlsConfiguration only;

    TlsConfigurations(TlsConfiguration only) {
        this.only = only;
    }

    void replace(TlsConfiguration other) {
        only = other;
    }

    @Override
    public Optional<TlsConfiguration> get(String name) {
        return "broker".equals(name) ? getDefault() : Optional.empty();
    }

    @Override
    public Optional<TlsConfiguration> getDefault() {
        return Optional.ofNullable(only);
    }

    @Override
    public void register(String name, TlsConfiguration configuration) {
        throw new UnsupportedOperationException();
    }
}
