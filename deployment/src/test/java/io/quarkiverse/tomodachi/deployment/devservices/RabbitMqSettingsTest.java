package io.quarkiverse.tomodachi.deployment.devservices;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkus.smallrye.reactivemessaging.deployment.items.ChannelDirection;
import io.quarkus.smallrye.reactivemessaging.deployment.items.ConnectorManagedChannelBuildItem;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

/** What applications have configured for Quarkus Messaging, and what that means for Dev Services. */
class RabbitMqSettingsTest {

    private static final String OWN = "META-INF/microprofile-config.properties";

    /** With the defaults of this extension, as they are packaged. */
    private static SmallRyeConfig config(Map<String, String> application) throws IOException {
        URL own = DevServicesBuildTimeConfig.class.getClassLoader().getResource(OWN);
        return new SmallRyeConfigBuilder().withSources(new PropertiesConfigSource(own))
                .withSources(new PropertiesConfigSource(application, OWN, 100)).build();
    }

    private static QuarkusDevServices devServices(Map<String, String> application) throws IOException {
        return new QuarkusDevServices(config(application));
    }

    @Test
    void tellsTheApplicationsWishFromTheDefault() throws IOException {
        assertThat(config(Map.of()).getValue("quarkus.rabbitmq.devservices.enabled", boolean.class)).isFalse();
        assertThat(devServices(Map.of()).enabled()).isEmpty();
        assertThat(devServices(Map.of("quarkus.rabbitmq.devservices.enabled", "false")).enabled()).hasValue(false);
        assertThat(devServices(Map.of("quarkus.rabbitmq.devservices.enabled", "true")).enabled()).hasValue(true);
    }

    @Test
    void takesOverWhatABrokerCanHave() throws IOException {
        QuarkusDevServices set = devServices(Map.of("quarkus.rabbitmq.devservices.port", "5673",
                "quarkus.rabbitmq.devservices.image-name", "mirror/rabbitmq:4"));
        assertThat(set.port()).hasValue(5673);
        assertThat(set.image()).hasValue("mirror/rabbitmq:4");
        assertThat(set.ignored()).isEmpty();
        assertThat(devServices(Map.of()).port()).isEmpty();
    }

    @Test
    void namesWhatHasNoEffect() throws IOException {
        assertThat(devServices(Map.of("quarkus.rabbitmq.devservices.enabled", "true",
                "quarkus.rabbitmq.devservices.shared", "false", "quarkus.rabbitmq.devservices.exchanges.orders.type", "topic",
                "quarkus.rabbitmq.username", "other")).ignored())
                .containsExactly("quarkus.rabbitmq.devservices.exchanges.orders.type", "quarkus.rabbitmq.devservices.shared");
    }

    @Test
    void channelsNeedABrokerUnlessTheyHaveOne() throws IOException {
        assertThat(need(Map.of())).isFalse();
        assertThat(need(Map.of("mp.messaging.incoming.orders.connector", "smallrye-kafka"))).isFalse();
        assertThat(need(Map.of("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq"))).isTrue();
        assertThat(need(Map.of("mp.messaging.outgoing.\"my.orders\".connector", "smallrye-rabbitmq"))).isTrue();
        for (String attribute : List.of("host", "port", "addresses")) {
            assertThat(need(Map.of("mp.messaging.incoming.orders.connector", "smallrye-rabbitmq",
                    "mp.messaging.incoming.orders." + attribute, "5672"))).isFalse();
        }
    }

    @Test
    void attachedChannelsNeedABrokerUnlessTheyHaveOne() throws IOException {
        var orders = new ConnectorManagedChannelBuildItem("my.orders", ChannelDirection.OUTGOING, "smallrye-rabbitmq");
        var others = new ConnectorManagedChannelBuildItem("orders", ChannelDirection.INCOMING, "smallrye-kafka");
        assertThat(need(Map.of(), others)).isFalse();
        assertThat(need(Map.of(), others, orders)).isTrue();
        assertThat(need(Map.of("mp.messaging.outgoing.\"my.orders\".host", "rabbit"), orders)).isFalse();
    }

    private static boolean need(Map<String, String> application, ConnectorManagedChannelBuildItem... attached)
            throws IOException {
        return new RabbitMqChannels(config(application)).needBroker(List.of(attached));
    }
}
