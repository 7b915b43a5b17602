package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkus.credentials.CredentialsProvider;
import io.quarkus.test.QuarkusUnitTest;

/** Credentials that a provider gives, and that change. */
@Tag("broker-independent")
class AmqpCredentialsTest {

    private static final String PASSWORD = "tomodachi.test.credentials.password";
    private static final String ROTATE = "tomodachi.test.credentials.rotate";
    private static final String PORT = "tomodachi.test.credentials.port";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(RoundTrip.class, Vault.class, Other.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("rabbitmq-addresses", "127.0.0.1:" + port())
            .overrideConfigKey("quarkus.rabbitmq.credentials-provider", "orders")
            .overrideConfigKey("quarkus.rabbitmq.credentials-provider-name", "vault")
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.max-reconnect-delay", "0.5S");

    @Inject
    RoundTrip service;

    @Test
    void asksForEachConnection() {
        service.publish("first");
        service.awaitReceived("first");
        assertThat(service.received).containsExactly("first");
        assertThat(Vault.ASKED).hasValue(2);

        // another broker in the place of the first, where the old password is not valid
        ((Runnable) System.getProperties().get(ROTATE)).run();
        await().atMost(Duration.ofSeconds(30)).ignoreExceptions().untilAsserted(() -> service.publish("second"));
        service.awaitReceived("first", "second");
        assertThat(Vault.ASKED).hasValueGreaterThanOrEqualTo(4);
    }

    /** A broker of this test's own, started by the first class loader that asks. */
    private static String port() {
        if (System.getProperty(PORT) == null) {
            AmqpBroker first = AmqpBroker.builder().credentials("vault", "one").build().start();
            int port = first.port();
            System.setProperty(PASSWORD, "one");
            System.setProperty(PORT, Integer.toString(port));
            System.getProperties().put(ROTATE, (Runnable) () -> {
                first.close();
                AmqpBroker.builder().port(port).credentials("vault", "two").build().start();
                System.setProperty(PASSWORD, "two");
            });
        }
        return System.getProperty(PORT);
    }

    @ApplicationScoped
    @Named("vault")
    public static class Vault implements CredentialsProvider {

        static final AtomicInteger ASKED = new AtomicInteger();

        @Override
        public Map<String, String> getCredentials(String name) {
            assertThat(name).isEqualTo("orders");
            ASKED.incrementAndGet();
            return Map.of(USER_PROPERTY_NAME, "vault", PASSWORD_PROPERTY_NAME, System.getProperty(PASSWORD));
        }
    }

    @ApplicationScoped
    @Named("other")
    public static class Other implements CredentialsProvider {
    }
}
