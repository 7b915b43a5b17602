package io.quarkiverse.tomodachi.deployment.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.config.ServiceConfig;
import io.quarkiverse.tomodachi.runtime.config.ServiceSettingsFallback;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
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

    @Test
    void onlyNamesOfServicesAreTakenForServices() {
        assertThat(services(Map.of(
                "quarkus.tomodachi.devservices.enabled", "false",
                "quarkus.tomodachi.devservices.amqp.port", "5672",
                "quarkus.tomodachi.http.access-log", "false",
                "quarkus.tomodachi.http.content-type", "text/plain",
                "quarkus.tomodachi.uuid", "u",
                "quarkus.tomodachi.amqp.connect-timeout", "1S",
                "quarkus.tomodachi.amqp.prefetch", "7",
                "quarkus.tomodachi.aws-sns-sqs.topic-prefix", "p",
                "quarkus.tomodachi.retry.max-delay", "1S",
                "quarkus.tomodachi.shop.uuid", "s")).keySet())
                .allMatch(name -> name.equals(TomodachiConfig.ALL_SERVICES) || name.equals("shop")).contains("shop");
    }

    private static Map<String, ServiceConfig> services(Map<String, String> properties) {
        return new SmallRyeConfigBuilder().addDefaultInterceptors().withInterceptors(new ServiceSettingsFallback())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withMapping(TomodachiConfig.class).withMappingIgnore("quarkus.**")
                .withSources(new PropertiesConfigSource(properties, "test", 100)).build()
                .getConfigMapping(TomodachiConfig.class).services();
    }
}
