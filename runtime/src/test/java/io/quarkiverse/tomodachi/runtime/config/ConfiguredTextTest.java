package io.quarkiverse.tomodachi.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTextTest {

    private static final String KEY = "tomodachi.test.text";

    @BeforeEach
    void configure() {
        System.setProperty(KEY, "set");
    }

    @AfterEach
    void reset() {
        System.clearProperty(KEY);
    }

    @ParameterizedTest
    @CsvSource({
            "/plain$, /plain$",
            "/${tomodachi.test.text}/x, /set/x",
            "/${missing:/a:b}/x, //a:b/x",
            "${missing:${tomodachi.test.text:/x}}, set",
            "${missing:${missing.too:/x}}/y, /x/y",
            "${tomodachi.test.text:${missing.too:/x}}/y, set/y",
            "${tomodachi.${missing:test}.text}, set",
            "/(?<id>[0-9]{2})/${missing:}end, /(?<id>[0-9]{2})/end",
            "${missing:/[0-9]{2}}/y, /[0-9]{2}/y",
            "${tomodachi.test.text:/[0-9]{2}}/y, set/y" })
    void expands(String text, String expanded) {
        assertThat(ConfiguredText.expand(text)).isEqualTo(expanded);
    }

    @ParameterizedTest
    @CsvSource({ "/${tomodachi.test.text", "${missing:${tomodachi.test.text}", "/x${" })
    void refusesWhatDoesNotEnd(String text) {
        assertThatThrownBy(() -> ConfiguredText.expand(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'" + text + "' has an expression that does not end");
    }

    @Test
    void refusesWhatIsNotConfigured() {
        assertThatThrownBy(() -> ConfiguredText.expand("/${missing}")).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("refers to missing, which is not configured");
    }
}
