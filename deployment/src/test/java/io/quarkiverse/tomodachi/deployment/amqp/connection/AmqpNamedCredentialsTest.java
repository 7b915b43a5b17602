package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.inject.Singleton;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkiverse.tomodachi.devservices.amqp.ConnectionView;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;

/** A provider named by the attribute of the connector, whose credentials expire. */
@Tag("broker-independent")
class AmqpNamedCredentialsTest {

    private static final String PORT = "tomodachi.test.named-credentials.port";
    private static final String CONNECTIONS = "tomodachi.test.named-credentials.connections";
    private static final Duration LIFETIME = Duration.ofSeconds(5);

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(RoundTrip.class, Vault.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("rabbitmq-addresses", "127.0.0.1:" + port())
            .overrideConfigKey("rabbitmq-credentials-provider-name", "vault");

    @Inject
    RoundTrip service;

    @Test
    @SuppressWarnings("unchecked")
    void areRenewedOnTheSameConnection() {
        Supplier<List<Long>> connections = (Supplier<List<Long>>) System.getProperties().get(CONNECTIONS);
        List<Long> first = connections.get();
        assertThat(first).hasSize(1);
        assertThat(Vault.ASKED).isNotEmpty();

        await().atMost(Duration.ofMinutes(1)).until(() -> Vault.ASKED.size() >= 3);
        for (int renewal = 1; renewal < 3; renewal++) {
            // four fifths of what is left of the lifetime when the client plans it, and what the machine takes
            assertThat(Duration.between(Vault.ASKED.get(renewal - 1), Vault.ASKED.get(renewal)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
        assertThat(connections.get()).isEqualTo(first);
        service.publish("after");
        service.awaitReceived("after");
        assertThat(service.received).containsExactly("after");
        assertThat(connections.get()).containsAll(first);
    }

    /** A broker of this test's own, started by the first class loader that asks. */
    private static String port() {
        if (System.getProperty(PORT) == null) {
            AmqpBroker broker = AmqpBroker.builder().credentials("vault", "secret").build().start();
            System.setProperty(PORT, Integer.toString(broker.port()));
            System.getProperties().put(CONNECTIONS,
                    (Supplier<List<Long>>) () -> broker.connectionViews().stream().map(ConnectionView::id).toList());
        }
        return System.getProperty(PORT);
    }

    @Singleton
    @Named("vault")
    public static class Vault implements CredentialsProvider {

        static final List<Instant> ASKED = new CopyOnWriteArrayList<>();

        @Override
        public Map<String, String> getCredentials(String name) {
            assertThat(name).isEqualTo("vault");
            Instant now = Instant.now();
            ASKED.add(now);
            return Map.of(USER_PROPERTY_NAME, "vault", PASSWORD_PROPERTY_NAME, "secret",
                    EXPIRATION_TIMESTAMP_PROPERTY_NAME, now.plus(LIFETIME).toString());
        }
    }
}
