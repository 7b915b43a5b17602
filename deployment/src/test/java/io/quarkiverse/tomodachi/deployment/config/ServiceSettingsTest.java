package io.quarkiverse.tomodachi.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceSettingsFallback;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ServiceSettingsTest {

    @Test
    void servicesHaveWhatIsSetForAllUnlessSetByName() {
        Map<String, ServiceConfig> services = services(Map.of(
                "quarkus.tomodachi.amqp.routing-key-prefix", "all.",
                "quarkus.tomodachi.amqp.queue-name-prefix", "all-",
                "quarkus.tomodachi.amqp.prefetch", "7",
                "quarkus.tomodachi.shop.amqp.routing-key-prefix", "shop.",
                "quarkus.tomodachi.\"two.words\".amqp.prefetch", "9"));

        assertThat(services.get("shop").amqp().routingKeyPrefix()).contains("shop.");
        assertThat(services.get("shop").amqp().queueNamePrefix()).contains("all-");
        assertThat(services.get("shop").amqp().prefetch()).isEqualTo(7);
        assertThat(services.get("shop").amqp().exchangeName()).isEqualTo("amq.topic");
        assertThat(services.get("two.words").amqp().prefetch()).isEqualTo(9);
        assertThat(services.get("two.words").amqp().routingKeyPrefix()).contains("all.");
        assertThat(services.get("unmentioned").amqp().prefetch()).isEqualTo(7);
        assertThat(services.get("unmentioned").amqp().routingKeyPrefix()).contains("all.");
    }

    private static Map<String, ServiceConfig> services(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withInterceptors(new ServiceSettingsFallback())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withMapping(TomodachiConfig.class).withSources(new PropertiesConfigSource(properties, "test", 100)).build()
                .getConfigMapping(TomodachiConfig.class).services();
    }
}
