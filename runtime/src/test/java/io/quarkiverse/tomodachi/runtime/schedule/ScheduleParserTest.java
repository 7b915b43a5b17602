package io.quarkiverse.tomodachi.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleParserTest {

    @ParameterizedTest
    @CsvSource({ "10s,10", "10 s,10", "90 seconds,90", "every second,1", "Secondly,1", "1 second,1" })
    void readsSeconds(String text, int seconds) {
        assertThat(ScheduleParser.interval(text)).isEqualTo(ScheduleTiming.every(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "*/5 * * * * | 0 */5 * * * ?", "0 12 * * mon-fri | 0 0 12 ? * MON-FRI",
            "0 0 1 * * | 0 0 0 1 * ?", "0 0 * * 0 | 0 0 0 ? * SUN", "0 0 * * 7 | 0 0 0 ? * SUN",
            "0 0 * * 1-5 | 0 0 0 ? * MON-FRI", "30 0 12 * * * | 30 0 12 * * ?", "hourly | 0 0 * * * ?",
            "weekly | 0 0 0 ? * MON", "@weekly | 0 0 0 ? * SUN", "every friday | 0 0 0 ? * FRI", "nightly | 0 0 0 * * ?" })
    void readsCronAndWords(String text, String quartz) {
        assertThat(ScheduleParser.interval(text)).isEqualTo(ScheduleTiming.cron(quartz));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "5 minutes", "every 5 seconds", "1.5s", "now", "0s", "@reboot", "* * *", "61 * * * *",
            "* * * * * * *", "x * * * *", "0 0 1 * 1", "* 25 * * *" })
    void refusesWhatIsNoInterval(String text) {
        assertThatThrownBy(() -> ScheduleParser.interval(text)).as(text).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void readsTimesOfDay() {
        assertThat(ScheduleParser.timestamp("07:30")).isEqualTo(ScheduleTiming.cron("0 30 7 * * ?"));
        assertThat(ScheduleParser.timestamp("7:30:15")).isEqualTo(ScheduleTiming.cron("15 30 7 * * ?"));
        for (String text : new String[] { "24:00", "7", "07:60", "2026-01-01", "" }) {
            assertThatThrownBy(() -> ScheduleParser.timestamp(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void readsZones() {
        assertThat(ScheduleParser.timezone("Europe/Stockholm").getId()).isEqualTo("Europe/Stockholm");
        assertThat(ScheduleParser.timezone("+05:30").getId()).isEqualTo("+05:30");
        assertThatThrownBy(() -> ScheduleParser.timezone("Mars/Base")).hasMessageContaining("is unknown");
    }
}
