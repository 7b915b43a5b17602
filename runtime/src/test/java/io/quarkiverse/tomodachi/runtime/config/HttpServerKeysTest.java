package io.quarkiverse.tomodachi.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;

class HttpServerKeysTest {

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder().withInterceptors(new HttpServerKeys())
                .withSources(new PropertiesConfigSource(values, "test", 100)).build();
    }

    @ParameterizedTest
    @CsvSource({ "quarkus.http.port,port,9700", "quarkus.http.host,host,192.0.2.1",
            "quarkus.http.so-reuse-port,reuse-port,true", "quarkus.http.limits.max-body-size,client-max-size,2K" })
    void reachQuarkus(String ofQuarkus, String own, String value) {
        String alias = "quarkus.tomodachi.http." + own;

        assertThat(config(Map.of(alias, value)).getRawValue(ofQuarkus)).isEqualTo(value);
        assertThat(config(Map.of(alias, value, ofQuarkus, "own")).getRawValue(ofQuarkus)).isEqualTo("own");
    }
}
