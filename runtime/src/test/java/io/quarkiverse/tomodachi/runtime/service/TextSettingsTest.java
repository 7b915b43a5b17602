package io.quarkiverse.tomodachi.runtime.service;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;

class TextSettingsTest {

    private static void check(String contentType, String charset) {
        Map<String, String> settings = Map.of("quarkus.tomodachi.http.content-type", contentType,
                "quarkus.tomodachi.http.charset", charset);
        TextSettings.check(new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(TomodachiConfig.class)
                .withSources(new PropertiesConfigSource(settings, "test", 100)).build()
                .getConfigMapping(TomodachiConfig.class).services());
    }

    @Test
    void acceptsWhatTextCanBeWrittenWith() {
        assertThatCode(() -> check("text/html", "iso-8859-1")).doesNotThrowAnyException();
        assertThatCode(() -> check("text/html; charset=\"utf-8\"; level=1", "utf-8")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = { "klingon", "no such", "ütf-8" })
    void refusesCharsets(String charset) {
        assertThatThrownBy(() -> check("text/html", charset)).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.tomodachi.http.charset is '" + charset
                        + "', which is no charset that is known; correct it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "html", "/html", "text/html\r\nX: y" })
    void refusesMediaTypes(String contentType) {
        assertThatThrownBy(() -> check(contentType, "utf-8")).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tomodachi.http.content-type is '" + contentType
                        + "', which is no media type; ");
    }

    @Test
    void tellsOfAllThatIsWrong() {
        assertThatThrownBy(() -> check("text/html; charset=vulcan", "klingon")).hasMessageContainingAll("vulcan", "klingon");
    }
}
