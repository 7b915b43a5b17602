package io.quarkiverse.tomodachi.runtime.amqp.connection;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;

import jakarta.enterprise.inject.literal.NamedLiteral;

import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultSaslConfig;
import com.rabbitmq.client.impl.CredentialsProvider;
import com.rabbitmq.client.impl.DefaultCredentialsProvider;
import com.rabbitmq.client.impl.DefaultCredentialsRefreshService;

import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.SaslMechanism;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import io.smallrye.common.annotation.Identifier;

/**
 * Who connects. A provider is asked anew before each connection; what it says will expire is renewed in time and told to the
 * broker, which keeps the connection.
 */
final class BrokerCredentials {

    private static final String NAME = "credentials-provider-name";
    private static final double RENEWED_AFTER = 0.8;
    private static final Duration LEAST_DELAY = Duration.ofSeconds(1);
    /** Of credentials that had a time of their own before, and have none now. */
    private static final Duration LOOKING_AGAIN = Duration.ofHours(1);
    private static final Duration TOO_LITTLE = Duration.ofSeconds(1);

    private final CredentialsProvider provider;
    private final String origin;
    private final boolean external;
    private final ScheduledExecutorService renewals = TransportThreads.single("tomodachi-amqp-credentials");

    private BrokerCredentials(CredentialsProvider provider, String origin, boolean external) {
        this.provider = provider;
        this.origin = origin;
        this.external = external;
    }

    /** @throws IllegalStateException if a provider is configured that is not there */
    static BrokerCredentials of(BrokerSettings settings, AmqpConnectionConfig config) {
        if (config.saslMechanism() == SaslMechanism.EXTERNAL) {
            checkExternal(settings, config);
            return new BrokerCredentials(new DefaultCredentialsProvider(null, null), null, true);
        }
        Optional<String> asked = config.credentialsProvider();
        if (asked.isEmpty() && config.credentialsProviderName().isPresent()) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.credentials-provider-name or"
                    + " quarkus.rabbitmq.credentials-provider-name is set, but not credentials-provider, which is what the bean"
                    + " is asked for; set that, too");
        }
        if (asked.isPresent()) {
            return new BrokerCredentials(new QuarkusCredentials(ofQuarkus(config.credentialsProviderName()), asked.get()),
                    "credentials provider '" + asked.get() + "'", false);
        }
        Optional<String> name = settings.attributes().text(NAME);
        if (name.isPresent()) {
            return new BrokerCredentials(named(name.get(), settings.attributes().key(NAME)),
                    "credentials provider '" + name.get() + "'", false);
        }
        return new BrokerCredentials(new DefaultCredentialsProvider(settings.username(), settings.password()), null, false);
    }

    private static void checkExternal(BrokerSettings settings, AmqpConnectionConfig config) {
        if (!settings.tls()) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.sasl-mechanism is external, which needs TLS; set"
                    + " rabbitmq-tls-configuration-name to a TLS configuration with a key store");
        }
        if (config.credentialsProvider().isPresent() || settings.attributes().isSet(NAME)) {
            throw new IllegalStateException(
                    "quarkus.tomodachi.amqp.sasl-mechanism is external, so that the certificate tells who"
                            + " connects, but a credentials provider is configured as well; remove one of them");
        }
    }

    private static io.quarkus.credentials.CredentialsProvider ofQuarkus(Optional<String> bean) {
        InstanceHandle<io.quarkus.credentials.CredentialsProvider> found = bean.isPresent()
                ? Arc.container().instance(io.quarkus.credentials.CredentialsProvider.class, NamedLiteral.of(bean.get()))
                : Arc.container().instance(io.quarkus.credentials.CredentialsProvider.class);
        if (!found.isAvailable()) {
            throw new IllegalStateException("quarkus.tomodachi.amqp.credentials-provider or"
                    + " quarkus.rabbitmq.credentials-provider is set, but there is no bean of the type "
                    + io.quarkus.credentials.CredentialsProvider.class.getName()
                    + bean.map(name -> " with the name '" + name + "'").orElse("")
                    + "; add the extension or the class that provides it");
        }
        return found.get();
    }

    /** A bean of the client's type, as in Quarkus Messaging, or of the type that Quarkus has for all extensions. */
    private static CredentialsProvider named(String name, String key) {
        for (Annotation qualifier : new Annotation[] { Identifier.Literal.of(name), NamedLiteral.of(name) }) {
            InstanceHandle<CredentialsProvider> found = Arc.container().instance(CredentialsProvider.class, qualifier);
            if (found.isAvailable()) {
                return found.get();
            }
            InstanceHandle<io.quarkus.credentials.CredentialsProvider> ofQuarkus = Arc.container()
                    .instance(io.quarkus.credentials.CredentialsProvider.class, qualifier);
            if (ofQuarkus.isAvailable()) {
                return new QuarkusCredentials(ofQuarkus.get(), name);
            }
        }
        throw new IllegalStateException(key + " is '" + name + "', but there is no bean with @Identifier(\"" + name
                + "\") or @Named(\"" + name + "\") of the type " + CredentialsProvider.class.getName() + " or "
                + io.quarkus.credentials.CredentialsProvider.class.getName());
    }

    void apply(ConnectionFactory factory) {
        factory.setCredentialsProvider(provider);
        factory.setSaslConfig(external ? DefaultSaslConfig.EXTERNAL : DefaultSaslConfig.PLAIN);
        if (isProvided()) {
            factory.setCredentialsRefreshService(new DefaultCredentialsRefreshService(renewals, BrokerCredentials::delay,
                    left -> left != null && left.compareTo(TOO_LITTLE) <= 0));
        }
    }

    private static Duration delay(Duration left) {
        if (left == null) {
            return LOOKING_AGAIN;
        }
        Duration delay = Duration.ofMillis((long) (left.toMillis() * RENEWED_AFTER));
        return delay.compareTo(LEAST_DELAY) < 0 ? LEAST_DELAY : delay;
    }

    /** Before a connection. */
    void renew() throws IOException {
        if (isProvided()) {
            try {
                provider.refresh();
            } catch (RuntimeException e) {
                throw new IOException("the " + origin + " gave none: " + BrokerFailures.reason(e), e);
            }
        }
    }

    /** Asks no more; the client would, also without a connection. */
    void close() {
        renewals.shutdownNow();
    }

    /** What to look at when the broker refuses them. */
    String origin() {
        return external ? "its key store, the plugin rabbitmq_auth_mechanism_ssl"
                : isProvided() ? "what it gives" : "rabbitmq-username, rabbitmq-password";
    }

    /** Whether others may come without a change of the configuration. */
    boolean isProvided() {
        return origin != null;
    }

    /** Who it is, for people. */
    @Override
    public String toString() {
        if (external) {
            return "the certificate of the application";
        }
        return isProvided() ? "the user of the " + origin : "user '" + provider.getUsername() + "'";
    }
}
