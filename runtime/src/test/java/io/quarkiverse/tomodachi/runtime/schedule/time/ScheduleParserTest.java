package io.quarkiverse.tomodachi.runtime.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Every;

class ScheduleParserTest {

    @ParameterizedTest
    @CsvSource({ "10,10", "10s,10", "10 s,10", "90 seconds,90", "every second,1", "Secondly,1", "1 second,1", "1s,1",
            "86400,86400" })
    void readsSeconds(String text, int seconds) {
        assertThat(ScheduleParser.interval(text)).isEqualTo(new Every(Duration.ofSeconds(seconds)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "hourly | 0 * * * *", "every minute | * * * * *", "1m | * * * * *", "1 h | 0 * * * *",
            "once per day | 0 0 * * *", "nightly | 0 0 * * *", "1month | 0 0 1 * *", "Annually | 0 0 1 1 *", "1y | 0 0 1 1 *",
            "weekly | 0 0 * * 1", "week | 0 0 * * mon", "@weekly | 0 0 * * 0", "@yearly | 0 0 1 1 *", "@minutely | * * * * *",
            "every friday | 0 0 * * fri", "mondays | 0 0 * * 1", "once per sunday | 0 0 * * 7", "weekdays | 0 0 * * 1-5",
            "every weekend | 0 0 * * 0,6" })
    void readsWords(String text, String cron) {
        assertThat(ScheduleParser.interval(text)).isEqualTo(ScheduleParser.interval(cron));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "5/20 * * * * | 5,25,45 * * * *", "25/20 * * * * | 5,25,45 * * * *", "7/8 * * * * | 7,15,23,31,39,47,55 * * * *",
            "10-30/7 * * * * | 10,17,24 * * * *", "0 0 */2 * * | 0 0 2,4,6,8,10,12,14,16,18,20,22,24,26,28,30 * *",
            "0 0 * JAN,dec Mon-Fri | 0 0 * 1,12 1-5", "0 0 * * fri-sun | 0 0 * * 5,6,0", "0 0 * * 5-7 | 0 0 * * 0,5,6",
            "0 0 ? * * | 0 0 * * *", "0 12 | 0 12 * * *", "* * * | * * * * *", "*/5 | */5 * * * *",
            "0 */5 * * * * | */5 * * * *", "30 0 12 * * 1-5 2030-2032 | 30 0 12 * * 1,2,3,4,5 2030,2031,2032",
            "0 0 1 1 * 2030 | 0 0 0 1 1 * 2030", "0 0 * * L | 0 0 * * L0,L1,L2,L3,L4,L5,L6", "0 0 * * Lfri | 0 0 * * L5" })
    void readsCronExpressions(String text, String same) {
        assertThat(ScheduleParser.interval(text)).isEqualTo(ScheduleParser.interval(same));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "61 * * * * | field '61' for the minute has the value '61'; values are 0 to 59",
            "* 25 * * * | field '25' for the hour has the value '25'",
            "0 0 * * monday | field 'monday' for the day of week has the value 'monday'; values are 0 to 7 or sun to sat",
            "* * * * * * * * | has 8 fields",
            "*/0 * * * * | has a step of 0",
            "*/90 * * * * | has a step of 90, though there are no more than 60 values",
            "*/x * * * * | has the step 'x', which is not a number",
            "30-10 * * * * | has the range 30-10, which goes backwards; write it as two, such as 30-59,0-10",
            "0 0 * * fri-mon | goes backwards; write it as two, such as fri-7,0-mon",
            "0 0 * * 5L | has an L behind a day; put it in front, as in L5",
            "0 0 L2 * * | has a value after L",
            "L * * * * | neither",
            "0 L * * * | has an L, which is for days",
            "0 0 15w * * | W and # are not supported",
            "0 0 * * mon#2 | W and # are not supported",
            "0 0 31 2 * | never comes, as there is no such day;",
            "0 0 30 feb * | never comes",
            "0 0 31 4,6,9,11 * | never comes",
            "0 0 29 2 * 2023 | never comes, as there is no such day in these years",
            "0 0 29 2 * 2021-2023,2100 | values are 1970 to 2099",
            ", * * * * | neither", "1,,2 * * * * | has the value ''",
            "5 minutes | another unit than seconds", "5m | another unit than seconds", "2h | another unit than seconds",
            "5 sec | another unit than seconds", "500ms | another unit than seconds", "5 min | another unit than seconds",
            "1000000000s | has more seconds than can be waited for", "9223372036854775807 | use at most 9 digits",
            "0s | is zero", "every 5 seconds | neither", "1.5s | neither", "now | neither", "@reboot | neither",
            "@secondly | neither", "hours | neither", "'' | neither" })
    void refusesWhatIsNoInterval(String text, String message) {
        assertThatThrownBy(() -> ScheduleParser.interval(text)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void readsTimestamps() {
        assertThat(ScheduleParser.timestamp("07:30")).isEqualTo(ScheduleParser.interval("30 7 * * *"));
        assertThat(ScheduleParser.timestamp("7:30:15")).isEqualTo(ScheduleParser.interval("15 30 7 * * *"));
        assertThat(once("2030-03-05 7:30")).isEqualTo("2030-03-05T06:30:00Z");
        assertThat(once("2030-3-5 07:30:15")).isEqualTo("2030-03-05T06:30:15Z");
        assertThat(once("2020-01-01 00:00")).isNull();
        for (String text : new String[] { "24:00", "7", "07:60", "07:30:60", "2030-01-01", "2030-02-29 07:30",
                "2030-01-01T07:30",
                "2030-13-01 07:30", "" }) {
            assertThatThrownBy(() -> ScheduleParser.timestamp(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    private static Instant once(String timestamp) {
        Calendar calendar = (Calendar) ScheduleParser.timestamp(timestamp);
        return new ZonedTimes(calendar.times(), ZoneId.of("Europe/Stockholm")).next(Instant.parse("2025-01-01T00:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "+05:30 | +05:30", "-0330 | -03:30", "GMT +0545 | +05:45", "GMT +01:00 | +01:00",
            "GMT +01 | +01:00", "GMT +1 | +01:00", "GMT-7 | -07:00", "UTC+2 | +02:00", "+0037 | +00:37", "00:00 | Z",
            "0000 | Z",
            "GMT 00:00 | Z" })
    void readsOffsets(String text, String offset) {
        assertThat(ScheduleParser.timezone(text)).isEqualTo(ZoneOffset.of(offset));
    }

    @Test
    void readsNamesOfZones() {
        assertThat(ScheduleParser.timezone("Europe/Stockholm").getId()).isEqualTo("Europe/Stockholm");
        assertThat(ScheduleParser.timezone("UTC").getRules().isFixedOffset()).isTrue();
        assertThat(ScheduleParser.timezone("")).isEqualTo(ZoneId.systemDefault());
    }

    @ParameterizedTest
    @ValueSource(strings = { "Mars/Base", "europe/stockholm", "gmt +1", "+25:00", "+05:60", "+19", "5" })
    void refusesWhatIsNoZone(String text) {
        assertThatThrownBy(() -> ScheduleParser.timezone(text)).hasMessageContaining("is unknown");
    }

    @Test
    void readsDurations() {
        assertThat(ScheduleParser.duration("10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(ScheduleParser.duration("500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(ScheduleParser.duration("PT1M")).isEqualTo(Duration.ofMinutes(1));
        assertThatThrownBy(() -> ScheduleParser.jitter("9000000000000000", null)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is longer than 366 days");
        for (String text : new String[] { "", "0s", "-5s", "soon" }) {
            assertThatThrownBy(() -> ScheduleParser.duration(text)).as(text).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "* * * * * | PT1M", "0 9,17 * * * | PT8H", "0,50 * * * * | PT10M", "daily | PT24H",
            "0 0 29 2 * | PT35064H", "15s | PT15S", "59 59 23 L * * | PT672H" })
    void knowsTheShortestGap(String text, Duration gap) {
        assertThat(ScheduleParser.interval(text).shortestGap()).isEqualTo(gap);
    }
}
