package io.quarkiverse.tomodachi.runtime.http.server;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.runtime.config.HttpServerConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class ServerOptionsTest {

    private static final String ROOT = "quarkus.tomodachi";

    @ParameterizedTest
    @CsvSource({ "port,-1", "port,65536", "keepalive-timeout,-1S", "max-keepalive-time,-1S", "max-keepalive-requests,-1",
            "client-max-size,1023", "client-max-size,2G" })
    void namesTheOptionThatMakesNoSense(String option, String value) {
        String key = ROOT + ".http." + option;
        HttpServerConfig config = new SmallRyeConfigBuilder().addDiscoveredConverters()
                .withMapping(HttpServerConfig.class, ROOT)
                .withSources(new PropertiesConfigSource(Map.of(key, value), "test", 100)).build()
                .getConfigMapping(HttpServerConfig.class, ROOT);

        assertThatThrownBy(() -> ServerOptions.of(config, null)).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(key + " is ");
    }
}
