package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;

import javax.net.ssl.SSLHandshakeException;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AuthenticationFailureException;

import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.SaslMechanism;
import io.quarkiverse.tomodachi.runtime.amqp.connection.AmqpConnectionConfig.StartMode;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class BrokerClientTest {

    @Test
    void guessesTheAddressAndSaysSo() {
        BrokerClient client = client();
        ConnectException refused = new ConnectException("Connection refused");

        assertThat(client.isHopeless(refused)).isTrue();
        assertThat(client.unavailable(refused)).hasMessageContainingAll("localhost:5672", "Connection refused",
                "No broker is configured", "rabbitmq-host", "rabbitmq-port", "rabbitmq-username");
    }

    @Test
    void waitsForTheBrokerThatIsConfigured() {
        BrokerClient client = client("rabbitmq-host", "rabbit", "rabbitmq-port", "5673");
        ConnectException refused = new ConnectException("Connection refused");

        assertThat(client.isHopeless(refused)).isFalse();
        assertThat(client.isHopeless(new UnknownHostException("rabbit"))).isFalse();
        assertThat(client.unavailable(refused)).hasMessageContainingAll("rabbit:5673", "Connection refused")
                .hasMessageNotContaining("No broker is configured");
    }

    @Test
    void doesNotTryAgainWithRefusedCredentials() {
        BrokerClient client = client("rabbitmq-host", "rabbit", "rabbitmq-username", "alice", "rabbitmq-password", "s3cret");
        AuthenticationFailureException refused = new AuthenticationFailureException("ACCESS_REFUSED");

        assertThat(client.isHopeless(refused)).isTrue();
        assertThat(client.unavailable(refused)).hasMessageContainingAll("alice", "rabbitmq-password")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void takesSeveralAddressesAndThePortOfTls() {
        assertThat(client("rabbitmq-addresses", "one:1234,two")).hasToString("one:1234, two:5672");
        assertThat(client("rabbitmq-host", "rabbit", "rabbitmq-ssl", "true")).hasToString("rabbit:5671");
    }

    @Test
    void saysWhatToDoAboutCertificates() {
        assertThat(client("rabbitmq-host", "rabbit").unavailable(new SSLHandshakeException("no trusted certificate")))
                .hasMessageContainingAll("rabbit:5672: no trusted certificate", "quarkus.tls.trust-store",
                        "rabbitmq-trust-store-path");
    }

    @Test
    void refusesHeartbeatsThatWouldBeNone() {
        assertThatIllegalStateException().isThrownBy(() -> client(connecting(Duration.ofMillis(500)), Map.of()))
                .withMessageContaining("quarkus.tomodachi.amqp.heartbeat is PT0.5S");
        assertThatIllegalStateException().isThrownBy(() -> client("rabbitmq-requested-heartbeat", "70000"))
                .withMessageContaining("rabbitmq-requested-heartbeat is '70000'");
    }

    @Test
    void identifiesByCertificateOverTlsOnly() {
        Connecting external = new Connecting(StartMode.WAIT, Duration.ofSeconds(1), Optional.empty(), Duration.ofMillis(1),
                Duration.ofSeconds(1), Optional.empty(), Optional.empty(), SaslMechanism.EXTERNAL);

        assertThatIllegalStateException().isThrownBy(() -> client(external, Map.of()))
                .withMessageContaining("rabbitmq-tls-configuration-name");
        assertThatIllegalStateException()
                .isThrownBy(() -> client(external,
                        Map.of("rabbitmq-ssl", "true", "rabbitmq-credentials-provider-name", "vault")))
                .withMessageContaining("remove one of them");
        assertThat(client(external, Map.of("rabbitmq-ssl", "true")).unavailable(new AuthenticationFailureException("refused")))
                .hasMessageContainingAll("refuses the certificate of the application", "rabbitmq_auth_mechanism_ssl");
    }

    private static BrokerClient client(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return client(connecting(null), properties);
    }

    private static BrokerClient client(Connecting connecting, Map<String, String> properties) {
        BrokerSettings settings = new BrokerSettings(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build());
        return new BrokerClient(settings, connecting, new TlsConfigurations(null), ForkJoinPool.commonPool());
    }

    private static Connecting connecting(Duration heartbeat) {
        return new Connecting(StartMode.WAIT, Duration.ofSeconds(1), Optional.ofNullable(heartbeat), Duration.ofMillis(1),
                Duration.ofSeconds(1), Optional.empty(), Optional.empty(), SaslMechanism.PLAIN);
    }
}
