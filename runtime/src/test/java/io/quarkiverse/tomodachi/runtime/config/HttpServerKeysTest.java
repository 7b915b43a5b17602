package io.quarkiverse.tomodachi.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;
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

    @Test
    void tellOfBothNames() {
        assertThat(HttpServerKeys.conflicts(config(Map.of("quarkus.http.port", "1", "quarkus.tomodachi.http.port", "2",
                "quarkus.http.host", "same", "quarkus.tomodachi.http.host", "same")))).singleElement().asString()
                .contains("quarkus.http.port is 1", "quarkus.tomodachi.http.port", "is 2", "; quarkus.http.port counts");
        assertThat(HttpServerKeys.conflicts(config(Map.of("quarkus.tomodachi.http.port", "2", "quarkus.http.host", "x"))))
                .isEmpty();
    }

    @Test
    void tellWhichCounts() {
        SmallRyeConfig config = new SmallRyeConfigBuilder().withInterceptors(new HttpServerKeys())
                .withDefaultValue("quarkus.http.host", "0.0.0.0")
                .withSources(new PropertiesConfigSource(Map.of("quarkus.http.port", "1"), "low", 100),
                        new PropertiesConfigSource(
                                Map.of("quarkus.tomodachi.http.port", "2", "quarkus.tomodachi.http.host", "x"), "high", 200))
                .build();

        assertThat(HttpServerKeys.conflicts(config)).singleElement().asString()
                .contains("; quarkus.tomodachi.http.port counts");
    }
}
