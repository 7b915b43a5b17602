package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Test;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.reactive.messaging.annotations.ConnectorAttribute;
import io.smallrye.reactive.messaging.annotations.ConnectorAttributes;
import io.smallrye.reactive.messaging.rabbitmq.RabbitMQConnector;

class BrokerSettingsTest {

    /** What channels say of exchanges, queues and messages, which annotations say here. */
    private static final Set<String> OF_CHANNELS = Set.of("exchange.", "queue.", "dead-letter-", "dlx.", "auto-bind-dlq",
            "max-", "failure-strategy", "broadcast", "auto-acknowledgement", "keep-most-recent", "routing-keys", "arguments",
            "consumer-", "content-type-override", "default-", "publish-confirms", "retry-on-fail-", "tracing.",
            "health-lazy-subscription");

    @Test
    void knowsAllThatTheConnectorOfQuarkusHasForConnections() {
        Set<String> unknown = new HashSet<>();
        for (ConnectorAttribute attribute : RabbitMQConnector.class.getAnnotation(ConnectorAttributes.class).value()) {
            if (OF_CHANNELS.stream().noneMatch(attribute.name()::startsWith)) {
                unknown.add(attribute.name());
            }
        }
        assertThat(unknown).hasSizeGreaterThan(20).contains("host", "use-nio", "client-options-name");
        unknown.removeAll(AttributeChecks.SUPPORTED);
        unknown.removeAll(AttributeChecks.WITHOUT_EFFECT.keySet());
        assertThat(unknown).containsExactly("client-options-name");
    }

    @Test
    void preferWhatIsSetForTheConnector() {
        BrokerSettings settings = settings("rabbitmq-host", "all", "rabbitmq-username", "bob",
                "mp.messaging.connector.smallrye-rabbitmq.host", "quarkus", "mp.messaging.connector.tomodachi-amqp.host", "own",
                "mp.messaging.connector.smallrye-rabbitmq.virtual-host", "shop");

        assertThat(settings).hasToString("own:5672");
        assertThat(settings.username()).isEqualTo("bob");
        assertThat(settings.virtualHost()).isEqualTo("shop");
        assertThat(settings("rabbitmq-user", "eve").username()).isEqualTo("eve");
    }

    @Test
    void useTlsWhereItIsNamed() {
        assertThat(settings("rabbitmq-tls-configuration-name", "broker")).hasToString("localhost:5671");
        assertThat(settings("rabbitmq-tls-configuration-name", "broker", "rabbitmq-ssl", "false"))
                .hasToString("localhost:5672");
        assertThat(settings("rabbitmq-ssl", "true", "rabbitmq-addresses", "one:1,two")).hasToString("one:1, two:5671");
    }

    @Test
    void nameTheKeyOfABadValue() {
        assertRefused("rabbitmq-port is 'tcp://10.0.0.1:5672'", "rabbitmq-port", "tcp://10.0.0.1:5672");
        assertRefused("enableServiceLinks", "rabbitmq-port", "tcp://10.0.0.1:5672");
        assertRefused("mp.messaging.connector.smallrye-rabbitmq.ssl is 'maybe'",
                "mp.messaging.connector.smallrye-rabbitmq.ssl", "maybe");
        assertRefused("rabbitmq-connection-timeout is '0'", "rabbitmq-connection-timeout", "0");
    }

    @Test
    void refuseWhatWouldBeIgnored() {
        assertRefused("rabbitmq-client-options-name", "rabbitmq-client-options-name", "options");
        assertRefused("mp.messaging.incoming.orders.new.virtual-host, but all AMQP handlers share one connection",
                "mp.messaging.incoming.orders.new.connector", "tomodachi-amqp",
                "mp.messaging.incoming.orders.new.virtual-host", "shop");
        assertThat(settings("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq",
                "mp.messaging.incoming.orders.virtual-host", "shop").virtualHost()).isEqualTo("/");
    }

    @Test
    void warnOfWhatHasNoEffect() {
        assertThat(warnings("rabbitmq-reconnect-attempts", "3", "rabbitmq-hots", "typo", "rabbitmq-http-port", "1"))
                .hasSize(2).anySatisfy(warning -> assertThat(warning).startsWith("rabbitmq-reconnect-attempts has no effect"))
                .anySatisfy(warning -> assertThat(warning).startsWith("rabbitmq-hots is not known"));
        assertThat(warnings("mp.messaging.connector.smallrye-rabbitmq.use-nio", "true")).hasSize(1);
        assertThat(warnings("mp.messaging.connector.smallrye-rabbitmq.use-nio", "true",
                "mp.messaging.outgoing.other.connector", "smallrye-rabbitmq")).isEmpty();
    }

    @Test
    void warnOfCertificatesWithoutTls() {
        assertThat(new AttributeChecks(config("rabbitmq-trust-store-path", "trusted.p12")).warningsWithoutTls())
                .containsExactly("rabbitmq-trust-store-path has no effect without TLS; set rabbitmq-ssl=true");
        assertThat(new AttributeChecks(config("rabbitmq-trust-store-path", "trusted.p12", "rabbitmq-ssl", "false"))
                .warningsWithoutTls()).isEmpty();
    }

    private static void assertRefused(String message, String... keysAndValues) {
        assertThatIllegalStateException().isThrownBy(() -> settings(keysAndValues)).withMessageContaining(message);
    }

    private static BrokerSettings settings(String... keysAndValues) {
        return new BrokerSettings(config(keysAndValues));
    }

    private static List<String> warnings(String... keysAndValues) {
        return new AttributeChecks(config(keysAndValues)).warnings();
    }

    private static Config config(String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new SmallRyeConfigBuilder().addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build();
    }
}
