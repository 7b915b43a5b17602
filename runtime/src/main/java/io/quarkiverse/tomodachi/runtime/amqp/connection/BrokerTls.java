package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.function.Supplier;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.SocketConfigurators;
import com.rabbitmq.client.TrustEverythingTrustManager;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.net.SSLOptions;

/** TLS of the connections. Certificates are read anew for each connection, so that new ones count from the next one on. */
final class BrokerTls {

    private static final String NAME = "tls-configuration-name";
    private static final String TRUST_ALL = "trust-all";
    private static final String TRUST_STORE = "trust-store-path";
    private static final String VERIFICATION = "ssl.hostname-verification-algorithm";

    private final BrokerAttributes attributes;
    private final Supplier<Optional<TlsConfiguration>> configuration;
    private final boolean trustAll;

    /** @throws IllegalStateException if settings contradict each other, or a TLS configuration is not there */
    BrokerTls(BrokerAttributes attributes, TlsConfigurationRegistry registry) {
        this.attributes = attributes;
        this.trustAll = attributes.flag(TRUST_ALL).orElse(false);
        this.configuration = configuration(registry);
        attributes.text(VERIFICATION).filter(value -> !value.equals("HTTPS") && !value.equals("NONE")).ifPresent(value -> {
            throw new IllegalStateException(attributes.key(VERIFICATION) + " is '" + value + "'; set it to HTTPS or NONE");
        });
        configuration.get().map(TlsConfiguration::getSSLOptions).filter(options -> !options.getCrlPaths().isEmpty()
                || !options.getCrlValues().isEmpty()).ifPresent(options -> {
                    throw new IllegalStateException("The TLS configuration of the connection to the AMQP broker has a"
                            + " certificate revocation list, which is not supported there; set "
                            + attributes.key(NAME) + " to one without");
                });
    }

    private Supplier<Optional<TlsConfiguration>> configuration(TlsConfigurationRegistry registry) {
        Optional<String> name = attributes.text(NAME);
        if (name.isPresent()) {
            for (String other : new String[] { TRUST_ALL, TRUST_STORE }) {
                if (TRUST_ALL.equals(other) ? trustAll : attributes.isSet(other)) {
                    throw new IllegalStateException("The configuration sets both " + attributes.key(NAME) + " and "
                            + attributes.key(other) + "; set one of them");
                }
            }
            if (registry.get(name.get()).isEmpty()) {
                throw new IllegalStateException(attributes.key(NAME) + " is '" + name.get()
                        + "', but there is no TLS configuration of that name; set quarkus.tls." + name.get()
                        + ".trust-store.pem.certs or the like");
            }
            return () -> registry.get(name.get());
        }
        return trustAll || attributes.isSet(TRUST_STORE) ? Optional::empty : registry::getDefault;
    }

    void apply(ConnectionFactory factory) {
        factory.setSslContextFactory(connection -> context());
        factory.setSocketConfigurator(SocketConfigurators.defaultConfigurator().andThen(this::configure));
    }

    private SSLContext context() {
        try {
            Optional<TlsConfiguration> configured = configuration.get();
            if (configured.isPresent()) {
                return configured.get().createSSLContext();
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trustManagers(), null);
            return context;
        } catch (Exception e) {
            throw new IllegalStateException("TLS cannot be set up: " + e.getMessage(), e);
        }
    }

    private TrustManager[] trustManagers() throws IOException, GeneralSecurityException {
        if (trustAll) {
            return new TrustManager[] { new TrustEverythingTrustManager() };
        }
        String path = attributes.text(TRUST_STORE).orElse(null);
        if (path == null) {
            return null;
        }
        // reads PKCS #12 as well
        KeyStore store = KeyStore.getInstance("JKS");
        store.load(new ByteArrayInputStream(read(path)),
                attributes.text("trust-store-password").map(String::toCharArray).orElse(null));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private byte[] read(String path) throws IOException {
        if (Files.exists(Path.of(path))) {
            return Files.readAllBytes(Path.of(path));
        }
        try (InputStream resource = Thread.currentThread().getContextClassLoader().getResourceAsStream(path)) {
            if (resource == null) {
                throw new FileNotFoundException(attributes.key(TRUST_STORE) + " names " + path
                        + ", which is neither a file nor a resource of the application");
            }
            return resource.readAllBytes();
        }
    }

    private void configure(Socket socket) {
        if (!(socket instanceof SSLSocket secured)) {
            return;
        }
        Optional<TlsConfiguration> configured = configuration.get();
        SSLParameters parameters = secured.getSSLParameters();
        if (verifiesHostname(configured)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        configured.map(TlsConfiguration::getSSLOptions).ifPresent(options -> restrict(parameters, options));
        secured.setSSLParameters(parameters);
    }

    /** Who trusts all certificates trusts all names. */
    private boolean verifiesHostname(Optional<TlsConfiguration> configured) {
        String algorithm = attributes.text(VERIFICATION)
                .or(() -> configured.flatMap(TlsConfiguration::getHostnameVerificationAlgorithm)).orElse("HTTPS");
        return !"NONE".equals(algorithm) && !trustAll && !configured.map(TlsConfiguration::isTrustAll).orElse(false);
    }

    private static void restrict(SSLParameters parameters, SSLOptions options) {
        if (!options.getEnabledSecureTransportProtocols().isEmpty()) {
            parameters.setProtocols(options.getEnabledSecureTransportProtocols().toArray(String[]::new));
        }
        if (!options.getEnabledCipherSuites().isEmpty()) {
            parameters.setCipherSuites(options.getEnabledCipherSuites().toArray(String[]::new));
        }
    }
}
