package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AuthenticationFailureException;

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
    void refusesWhatItWouldOtherwiseIgnore() {
        assertThatIllegalStateException().isThrownBy(() -> client("rabbitmq-trust-all", "true"))
                .withMessageContaining("rabbitmq-trust-all");
    }

    private static BrokerClient client(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        BrokerSettings settings = new BrokerSettings(new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build());
        return new BrokerClient(settings, new Connecting(), ForkJoinPool.commonPool());
    }

    private record Connecting() implements AmqpConnectionConfig {

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration heartbeat() {
            return Duration.ofSeconds(60);
        }
    }
}
