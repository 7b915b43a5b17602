package io.quarkiverse.tomodachi.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.metrics.Metric;

/** The page knows all metrics, and no other ones. */
class ObservabilityPageTest {

    @Test
    void tellsAllMetrics() throws IOException {
        assertThat(Samples.text("observability.adoc").lines().filter(line -> line.startsWith("|`tomodachi."))
                .map(line -> line.substring(2, line.length() - 1)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Metric.values()).map(Metric::text).toList());
    }
}
