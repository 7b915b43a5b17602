package io.quarkiverse.tomodachi.deployment.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.deployment.clients.KeyStores;
import io.quarkiverse.tomodachi.devservices.amqp.AmqpBroker;
import io.quarkus.test.QuarkusUnitTest;

/** A broker that is reached with TLS only, and by those who have a certificate, as a TLS configuration of Quarkus tells. */
@Tag("broker-independent")
class AmqpTlsRegistryTest {

    private static final String PORT = "tomodachi.test.tls.port";
    private static final String STORES = "tomodachi.test.tls.stores";
    private static final String OPEN = "tomodachi.test.tls.open";

    @RegisterExtension
    static final QuarkusUnitTest APPLICATION = new QuarkusUnitTest()
            .withApplicationRoot(root -> root.addClasses(Secret.class))
            .overrideConfigKey("quarkus.http.test-port", "0")
            .overrideConfigKey("rabbitmq-host", "localhost")
            .overrideConfigKey("rabbitmq-port", port())
            .overrideConfigKey("rabbitmq-tls-configuration-name", "broker")
            .overrideConfigKey("quarkus.tls.broker.trust-store.p12.path", store("server-trusted.p12"))
            .overrideConfigKey("quarkus.tls.broker.trust-store.p12.password", KeyStores.PASSWORD)
            .overrideConfigKey("quarkus.tls.broker.key-store.p12.path", store("client.p12"))
            .overrideConfigKey("quarkus.tls.broker.key-store.p12.password", KeyStores.PASSWORD)
            .overrideRuntimeConfigKey("quarkus.tomodachi.amqp.connect-timeout", "20S")
            .setAfterAllCustomizer(AmqpTlsRegistryTest::close);

    @Inject
    Secret secret;

    @Test
    void connectsWithBothCertificates() {
        secret.publisher.publish("hidden", "secret").await().atMost(Duration.ofSeconds(10));

        await().untilAsserted(() -> assertThat(secret.received).containsExactly("hidden"));
    }

    /** Broker and proxy of this test's own, started by the first class loader that asks. */
    private static synchronized String port() {
        if (System.getProperty(PORT) == null) {
            try {
                Path folder = Files.createTempDirectory(Path.of("target"), "tls").toAbsolutePath();
                KeyStores.generate(folder, "server", "dns:localhost");
                KeyStores.generate(folder, "client", "dns:client");
                AmqpBroker broker = AmqpBroker.builder().build().start();
                TlsProxy proxy = new TlsProxy(broker.port(), folder.resolve("server.p12"),
                        folder.resolve("client-trusted.p12"));
                System.getProperties().put(OPEN, List.of(proxy, broker));
                System.setProperty(STORES, folder.toString());
                System.setProperty(PORT, Integer.toString(proxy.port()));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
        return System.getProperty(PORT);
    }

    private static void close() {
        Properties shared = System.getProperties();
        shared.remove(STORES);
        shared.remove(PORT);
        try {
            for (Object open : (List<?>) shared.remove(OPEN)) {
                ((AutoCloseable) open).close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static String store(String name) {
        return Path.of(System.getProperty(STORES), name).toString();
    }

    @TomodachiService("secret")
    public static class Secret {

        final List<String> received = new CopyOnWriteArrayList<>();

        @Inject
        AmqpPublisher publisher;

        @Amqp("secret")
        void receive(String data) {
            received.add(data);
        }
    }
}
