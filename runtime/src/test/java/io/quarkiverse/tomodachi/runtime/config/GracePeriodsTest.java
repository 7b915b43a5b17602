package io.quarkiverse.tomodachi.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkus.runtime.configuration.ConfigurationException;

class GracePeriodsTest {

    private static GracePeriods periods(String key, String value) {
        return new GracePeriods(Configs.of(Map.of(key, value)));
    }

    @Test
    void waitsAsLittleAsPossibleForNothing() {
        GracePeriods periods = periods("termination-grace-period", "0S");

        assertThat(periods.ofHandlers()).isBetween(Duration.ofNanos(1), Duration.ofMillis(10));
        assertThat(periods.ofRequests()).isBetween(Duration.ofNanos(1), Duration.ofMillis(10));
        assertThat(periods.wholeOfHandlers()).isZero();
        assertThat(periods.ofStoppingMethods()).isEqualTo(Duration.ofSeconds(5));
        assertThat(periods.ofStopMethods()).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void givesRequestsTheirOwn() {
        GracePeriods periods = periods("http.termination-grace-period", "40S");

        assertThat(periods.ofHandlers()).isEqualTo(Duration.ofSeconds(20));
        assertThat(periods.ofRequests()).isEqualTo(Duration.ofSeconds(40));
    }

    @Test
    void countsFromTheBeginningOfTheTermination() {
        GracePeriods periods = periods("http.termination-grace-period", "40S");
        periods.begin();
        Duration first = periods.ofHandlers();

        assertThat(first).isLessThan(Duration.ofSeconds(20));
        Duration later = await().until(periods::ofHandlers, left -> left.compareTo(first) < 0);
        periods.begin();
        assertThat(periods.ofHandlers()).isLessThanOrEqualTo(later);
        assertThat(periods.ofRequests()).isLessThan(Duration.ofSeconds(40));
        assertThat(periods.wholeOfHandlers()).isEqualTo(Duration.ofSeconds(20));
        assertThat(periods.ofStopMethods()).isEqualTo(Duration.ofSeconds(5));
    }

    @ParameterizedTest
    @ValueSource(strings = { "start-timeout", "stopping-timeout", "stop-timeout", "termination-grace-period",
            "http.termination-grace-period" })
    void refusesLessThanNothingAndMoreThanAYear(String key) {
        assertThatThrownBy(() -> periods(key, "PT9000000000000000S")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("give a duration of at most 366 days");

        assertThatThrownBy(() -> periods(key, "PT-1S")).isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("quarkus.tomodachi." + key + " is PT-1S; ");
    }
}
