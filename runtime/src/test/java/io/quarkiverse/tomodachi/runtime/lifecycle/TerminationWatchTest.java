package io.quarkiverse.tomodachi.runtime.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.config.Configs;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;

/** How long the HTTP server has to close. */
class TerminationWatchTest {

    private static final String OF_QUARKUS = "quarkus.shutdown.timeout";

    @AfterEach
    void clear() {
        System.clearProperty(OF_QUARKUS);
    }

    private static Duration limit() {
        return new TerminationWatch(null, new GracePeriods(Configs.of(Map.of("termination-grace-period", "10s"))),
                null).limit();
    }

    @Test
    void isWhatHandlersHaveAndAFewSeconds() {
        assertThat(limit()).isEqualTo(Duration.ofSeconds(13));
    }

    @Test
    void isNotShorterThanQuarkusWaitsForRequestsOfOthers() {
        System.setProperty(OF_QUARKUS, "PT1M");
        assertThat(limit()).isEqualTo(Duration.ofSeconds(63));
        System.setProperty(OF_QUARKUS, "PT1S");
        assertThat(limit()).isEqualTo(Duration.ofSeconds(13));
    }
}
