package io.quarkiverse.tomodachi.runtime.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.config.Configs;

class TextSettingsTest {

    private static List<String> problems(String contentType, String charset) {
        return TextSettings.problems(
                Configs.of(Map.of("http.content-type", contentType, "http.charset", charset)).services());
    }

    @Test
    void acceptsWhatTextCanBeWrittenWith() {
        assertThat(problems("text/html", "iso-8859-1")).isEmpty();
        assertThat(problems("text/html; charset=\"utf-8\"; level=1", "utf-8")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "klingon", "no such", "ütf-8" })
    void refusesCharsets(String charset) {
        assertThat(problems("text/html", charset)).containsExactly("quarkus.tomodachi.http.charset is '" + charset
                + "', which is no charset that is known; correct it");
    }

    @ParameterizedTest
    @ValueSource(strings = { "html", "/html", "text/html\r\nX: y" })
    void refusesMediaTypes(String contentType) {
        assertThat(problems(contentType, "utf-8")).singleElement().asString().startsWith(
                "quarkus.tomodachi.http.content-type is '" + contentType + "', which is no media type; ");
    }

    @Test
    void tellsOfAllThatIsWrong() {
        assertThat(problems("text/html; charset=vulcan", "klingon")).hasSize(2).anyMatch(problem -> problem.contains("vulcan"))
                .anyMatch(problem -> problem.contains("klingon"));
    }
}
