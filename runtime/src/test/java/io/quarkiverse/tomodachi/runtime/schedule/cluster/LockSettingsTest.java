package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.service.Handlers;

/** How long a lock is kept, and until when replicas ask for it. */
class LockSettingsTest {

    private static final Instant TIME = Instant.parse("2026-06-30T12:00:00Z");
    private static final Duration NONE = Duration.ZERO;

    private static LockSettings settings(Duration jitter, Duration atMost, Duration atLeast) {
        return new LockSettings(Handlers.SCHEDULED, "lock", jitter, atMost, atLeast).checked();
    }

    private static Occasion nextIn(Duration duration) {
        return new Occasion(TIME, TIME, duration == null ? null : TIME.plus(duration), false);
    }

    private static void assertMargins(LockSettings settings, Occasion occasion, Duration kept, Duration taken) {
        assertThat(settings.keptUntil(occasion)).isEqualTo(TIME.plus(kept));
        assertThat(settings.takenUntil(occasion)).isEqualTo(TIME.plus(taken));
    }

    @Test
    void isKeptForHalfOfTheTimeToTheNextCallAndNoLongerThanHalfAMinute() {
        LockSettings settings = settings(NONE, Duration.ofMinutes(5), null);
        assertMargins(settings, nextIn(Duration.ofSeconds(1)), Duration.ofMillis(500), Duration.ofMillis(250));
        assertMargins(settings, nextIn(Duration.ofSeconds(60)), Duration.ofSeconds(30), Duration.ofSeconds(15));
        assertMargins(settings, nextIn(Duration.ofDays(1)), Duration.ofSeconds(30), Duration.ofSeconds(15));
        assertMargins(settings, nextIn(null), Duration.ofSeconds(30), Duration.ofSeconds(15));
        assertMargins(settings(NONE, Duration.ofSeconds(4), null), nextIn(Duration.ofDays(1)), Duration.ofSeconds(4),
                Duration.ofSeconds(2));
    }

    @Test
    void isKeptUntilTheLastReplicaHasAsked() {
        LockSettings settings = settings(Duration.ofSeconds(20), Duration.ofMinutes(5), null);
        assertMargins(settings, nextIn(Duration.ofSeconds(60)), Duration.ofSeconds(40), Duration.ofSeconds(30));
        assertMargins(settings(Duration.ofSeconds(20), Duration.ofMinutes(5), Duration.ofSeconds(10)),
                nextIn(Duration.ofSeconds(60)), Duration.ofSeconds(30), Duration.ofSeconds(25));
    }

    @Test
    void durationsHaveToFitTogether() {
        assertThatThrownBy(() -> settings(NONE, Duration.ofSeconds(10), Duration.ofSeconds(11)))
                .hasMessageContaining("at least PT11S").hasMessageContaining("at most for PT10S");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(6)))
                .hasMessageContaining("the jitter of PT5S");
        assertThatThrownBy(() -> settings(Duration.ofMinutes(10), Duration.ofSeconds(30), null))
                .hasMessageContaining("the jitter of PT10M").hasMessageContaining("at most PT30S");
        assertThatThrownBy(() -> settings(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofSeconds(Long.MAX_VALUE)))
                .hasMessageContaining("at most for PT10S");
        assertThatThrownBy(() -> settings(NONE, NONE, null)).hasMessageContaining("more than nothing");
        assertThatThrownBy(() -> settings(NONE, Duration.ofDays(200_000), null)).hasMessageContaining("at most 366 days");
        assertThatThrownBy(() -> settings(NONE, Duration.ofSeconds(Long.MAX_VALUE), null)).hasMessageContaining("at most 366");
    }
}
