package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;

import org.junit.jupiter.api.Test;

class ShortenedHeadersTest {

    @Test
    void leaves_out_the_largest_and_tells_which() {
        Map<String, Object> own = Map.of("x-tomodachi-message", "x".repeat(9_000));
        Map<String, Object> headers = Map.of("small", "x", "large", "x".repeat(5_000), "larger", "x".repeat(6_000));

        assertThat(ShortenedHeaders.of(headers, own, 100))
                .containsOnlyKeys("small", "large", "x-tomodachi-message", ShortenedHeaders.NOTE)
                .containsEntry(ShortenedHeaders.NOTE, "1 headers that could not be sent on: larger");
        assertThat(ShortenedHeaders.of(headers, own, 6_000)).containsOnlyKeys("small", "x-tomodachi-message",
                ShortenedHeaders.NOTE);
        assertThat(ShortenedHeaders.of(headers, own, Integer.MAX_VALUE)).containsOnlyKeys("x-tomodachi-message",
                ShortenedHeaders.NOTE);
    }

    @Test
    void does_not_tell_at_length() {
        Map<String, Object> headers = new LinkedHashMap<>();
        for (int number = 0; number < 10_000; number++) {
            headers.put("header-" + number, null);
        }
        assertThat(ShortenedHeaders.of(headers, Map.of(), 10_000).get(ShortenedHeaders.NOTE).toString())
                .hasSizeLessThanOrEqualTo(250).contains("headers that could not be sent on: header-");
    }
}
