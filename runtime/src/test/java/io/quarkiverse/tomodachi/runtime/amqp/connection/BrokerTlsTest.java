package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.net.SSLOptions;

/** Whom a connection trusts: the peer here ends each connection after its TLS handshake. */
class BrokerTlsTest {

    private static final String PASSWORD = "secret";

    @TempDir
    static Path folder;

    private static SSLServerSocket local;
    private static SSLServerSocket elsewhere;

    @BeforeAll
    static void listen() throws Exception {
        generate("localhost");
        generate("elsewhere");
        local = listen("localhost");
        elsewhere = listen("elsewhere");
    }

    @AfterAll
    static void close() throws IOException {
        local.close();
        elsewhere.close();
    }

    @Test
    void trustsWhatIsInTheTrustStore() {
        String own = folder.resolve("localhost-trusted.p12").toString();
        String other = folder.resolve("elsewhere-trusted.p12").toString();

        assertThat(connects(local, null, "rabbitmq-trust-store-path", own, "rabbitmq-trust-store-password", PASSWORD)).isTrue();
        assertThat(connects(local, null, "rabbitmq-trust-store-path", other, "rabbitmq-trust-store-password", PASSWORD))
                .isFalse();
        assertThat(connects(local, null)).isFalse();
    }

    @Test
    void verifiesTheName() {
        String[] trust = { "rabbitmq-trust-store-path", folder.resolve("elsewhere-trusted.p12").toString(),
                "rabbitmq-trust-store-password", PASSWORD, "rabbitmq-ssl.hostname-verification-algorithm", "NONE" };

        assertThat(connects(elsewhere, null, trust[0], trust[1], trust[2], trust[3])).isFalse();
        assertThat(connects(elsewhere, null, trust)).isTrue();
        assertThat(connects(elsewhere, null, "rabbitmq-trust-all", "true")).isTrue();
    }

    @Test
    void takesTheConfigurationOfQuarkus() {
        TlsConfiguration strict = new Configuration("elsewhere", Optional.empty());
        TlsConfiguration lax = new Configuration("elsewhere", Optional.of("NONE"));

        assertThat(connects(local, new TlsConfigurations(new Configuration("localhost", Optional.empty())))).isTrue();
        assertThat(connects(elsewhere, new TlsConfigurations(strict))).isFalse();
        assertThat(connects(elsewhere, new TlsConfigurations(lax))).isTrue();
        assertThat(connects(elsewhere, new TlsConfigurations(lax), "rabbitmq-tls-configuration-name", "broker")).isTrue();
    }

    @Test
    void usesNewCertificatesForTheNextConnection() {
        TlsConfigurations registry = new TlsConfigurations(new Configuration("elsewhere", Optional.empty()));
        ConnectionFactory factory = factory(registry);

        assertThat(connects(factory, local)).isFalse();
        registry.replace(new Configuration("localhost", Optional.empty()));
        assertThat(connects(factory, local)).isTrue();
    }

    @Test
    void refusesWhatContradictsItself() {
        TlsConfigurations registry = new TlsConfigurations(new Configuration("localhost", Optional.empty()));

        assertThatIllegalStateException().isThrownBy(() -> factory(registry, "rabbitmq-tls-configuration-name", "other"))
                .withMessageContaining("rabbitmq-tls-configuration-name is 'other'")
                .withMessageContaining("quarkus.tls.other.");
        assertThatIllegalStateException().isThrownBy(() -> factory(registry, "rabbitmq-tls-configuration-name", "broker",
                "rabbitmq-trust-all", "true")).withMessageContaining("rabbitmq-trust-all; set one of them");
        assertThatIllegalStateException().isThrownBy(
                () -> factory(registry, "rabbitmq-ssl.hostname-verification-algorithm", "LDAPS"))
                .withMessageContaining("set it to HTTPS or NONE");
    }

    private static boolean connects(SSLServerSocket server, TlsConfigurations registry, String... keysAndValues) {
        return connects(factory(registry == null ? new TlsConfigurations(null) : registry, keysAndValues), server);
    }

    /** Whether the handshake succeeds; the connection then ends without the protocol's own. */
    private static boolean connects(ConnectionFactory factory, SSLServerSocket server) {
        try {
            factory.newConnection(List.of(new Address("localhost", server.getLocalPort())));
            throw new AssertionError("nobody answers there");
        } catch (SSLException e) {
            return false;
        } catch (Exception e) {
            assertThat(BrokerFailures.isTls(e)).as("%s", e).isFalse();
            return true;
        }
    }

    private static ConnectionFactory factory(TlsConfigurations registry, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        ConnectionFactory factory = new ConnectionFactory();
        new BrokerTls(new BrokerAttributes(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build()), registry).apply(factory);
        return factory;
    }

    private static SSLServerSocket listen(String name) throws Exception {
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(load(name + ".p12"), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        SSLServerSocket server = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 50,
                InetAddress.getLoopbackAddress());
        Thread thread = new Thread(() -> answer(server), "tls-peer");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    private static void answer(SSLServerSocket server) {
        while (!server.isClosed()) {
            try (SSLSocket client = (SSLSocket) server.accept()) {
                client.startHandshake();
                client.getInputStream().readNBytes(8);
            } catch (IOException e) {
                // the client does not trust it, or the test has ended
            }
        }
    }

    private static void generate(String name) throws Exception {
        String keys = folder.resolve(name + ".p12").toString();
        String certificate = folder.resolve(name + ".cer").toString();
        keytool("-genkeypair", "-alias", name, "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "SAN=dns:" + name, "-validity",
                "2", "-storetype", "PKCS12", "-keystore", keys, "-storepass", PASSWORD);
        keytool("-exportcert", "-alias", name, "-keystore", keys, "-storepass", PASSWORD, "-file", certificate);
        keytool("-importcert", "-noprompt", "-alias", name, "-file", certificate, "-storetype", "PKCS12", "-keystore",
                folder.resolve(name + "-trusted.p12").toString(), "-storepass", PASSWORD);
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(arguments));
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(output).isZero();
    }

    private static KeyStore load(String name) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream content = Files.newInputStream(folder.resolve(name))) {
            store.load(content, PASSWORD.toCharArray());
        }
        return store;
    }

    /** Trusts what one of the stores trusts. */
    private static final class Configuration extends BaseTlsConfiguration {

        private final String trusted;
        private final Optional<String> algorithm;

        Configuration(String trusted, Optional<String> algorithm) {
            this.trusted = trusted;
            this.algorithm = algorithm;
        }

        @Override
        public SSLContext createSSLContext() throws Exception {
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(load(trusted + "-trusted.p12"));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        }

        @Override
        public SSLOptions getSSLOptions() {
            return new SSLOptions();
        }

        @Override
        public Optional<String> getHostnameVerificationAlgorithm() {
            return algorithm;
        }

        @Override
        public boolean isTrustAll() {
            return false;
        }
    }
}
