package io.quarkiverse.tomodachi.runtime.http.response;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class TextOptionsTest {

    private static final String PREFIX = "quarkus.tomodachi.";

    @Test
    void acceptsWhatTextCanBeWrittenWith() {
        TextOptions.check(PREFIX, "text/html", "iso-8859-1");
        TextOptions.check(PREFIX, "text/html; charset=\"utf-8\"; level=1", "utf-8");
    }

    @ParameterizedTest
    @ValueSource(strings = { "klingon", "no charset", "" })
    void namesTheCharsetThatIsNotKnown(String charset) {
        assertThatThrownBy(() -> TextOptions.check(PREFIX, "text/html", charset)).isInstanceOf(ConfigurationException.class)
                .hasMessage("quarkus.tomodachi.http.charset is '" + charset + "', which is not known; correct it");
        assertThatThrownBy(() -> TextOptions.check(PREFIX, "text/html; charset=" + charset, "utf-8"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tomodachi.http.content-type is").hasMessageContaining("whose charset");
    }

    @ParameterizedTest
    @ValueSource(strings = { "html", "/html", "text/html\r\nSet-Cookie: a=b", "text/hé" })
    void namesTheContentTypeThatIsNone(String contentType) {
        assertThatThrownBy(() -> TextOptions.check(PREFIX, contentType, "utf-8")).isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith("quarkus.tomodachi.http.content-type is").hasMessageContaining("no media type");
    }
}
