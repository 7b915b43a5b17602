package io.quarkiverse.tomodachi.runtime.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;

/** The rules for the calendar, one example each; {@link BruteForceTest} looks for those that nobody thought of. */
class ZonedTimesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            // the clock goes from 02:00 to 03:00: what it skips comes at that moment, once
            "30 2 * * *    | Europe/Stockholm | 2026-03-28T12:00:00Z | 2026-03-29T01:00:00Z",
            "30 2 * * *    | Europe/Stockholm | 2026-03-29T01:00:00Z | 2026-03-30T00:30:00Z",
            "*/5 2 * * *   | Europe/Stockholm | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z",
            "*/5 2 * * *   | Europe/Stockholm | 2026-03-29T01:00:00Z | 2026-03-30T00:00:00Z",
            "0 2,3 * * *   | Europe/Stockholm | 2026-03-29T00:00:00Z | 2026-03-29T01:00:00Z",
            "0 2,3 * * *   | Europe/Stockholm | 2026-03-29T01:00:00Z | 2026-03-30T00:00:00Z",
            // or is left out, where every hour counts
            "30 * * * *    | Europe/Stockholm | 2026-03-29T00:30:00Z | 2026-03-29T01:30:00Z",
            "* * * * *     | Europe/Stockholm | 2026-03-29T00:59:00Z | 2026-03-29T01:00:00Z",
            // the clock goes from 03:00 to 02:00: what it shows twice comes the first time
            "30 2 * * *    | Europe/Stockholm | 2026-10-24T12:00:00Z | 2026-10-25T00:30:00Z",
            "30 2 * * *    | Europe/Stockholm | 2026-10-25T00:30:00Z | 2026-10-26T01:30:00Z",
            "30 2 * * *    | Europe/Stockholm | 2026-10-25T01:10:00Z | 2026-10-26T01:30:00Z",
            "0 3 * * *     | Europe/Stockholm | 2026-10-25T01:10:00Z | 2026-10-25T02:00:00Z",
            "*/30 2-3 * * *| Europe/Stockholm | 2026-10-25T00:30:00Z | 2026-10-25T02:00:00Z",
            // or both times, where every hour counts
            "30 * * * *    | Europe/Stockholm | 2026-10-25T00:30:00Z | 2026-10-25T01:30:00Z",
            "* * * * *     | Europe/Stockholm | 2026-10-25T00:59:00Z | 2026-10-25T01:00:00Z",
            // noon stays noon
            "0 12 * * *    | Europe/Stockholm | 2026-03-28T12:00:00Z | 2026-03-29T10:00:00Z",
            "0 12 * * *    | America/New_York | 2026-10-31T17:00:00Z | 2026-11-01T17:00:00Z",
            // a clock that skips a day, one that moves by half an hour, one that changes at midnight
            "0 12 * * *    | Pacific/Apia     | 2011-12-29T22:00:00Z | 2011-12-30T10:00:00Z",
            "15 2 * * *    | Australia/Lord_Howe | 2026-10-03T00:00:00Z | 2026-10-03T15:30:00Z",
            "daily         | America/Sao_Paulo   | 2018-11-03T12:00:00Z | 2018-11-04T03:00:00Z",
            // ends of months
            "* * * * *     | UTC | 2026-06-29T23:59:00Z | 2026-06-30T00:00:00Z",
            "* * * * *     | UTC | 2026-11-29T23:59:00Z | 2026-11-30T00:00:00Z",
            "59 23 * * *   | UTC | 2026-11-29T23:59:00Z | 2026-11-30T23:59:00Z",
            "0 0 31 * *    | UTC | 2026-01-31T00:00:00Z | 2026-03-31T00:00:00Z",
            "0 0 L * *     | UTC | 2026-01-31T00:00:00Z | 2026-02-28T00:00:00Z",
            "0 0 L * *     | UTC | 2028-02-01T00:00:00Z | 2028-02-29T00:00:00Z",
            "0 0 29 2 *    | UTC | 2096-02-29T00:00:00Z | ''",
            "0 0 29 2 *    | UTC | 2026-01-01T00:00:00Z | 2028-02-29T00:00:00Z",
            "0 0 * * Lfri  | UTC | 2026-01-01T00:00:00Z | 2026-01-30T00:00:00Z",
            "0 0 * 2 L     | UTC | 2026-02-01T00:00:00Z | 2026-02-22T00:00:00Z",
            "0 0 13 * fri  | UTC | 2026-11-01T00:00:00Z | 2026-11-06T00:00:00Z",
            "0 0 13 * fri  | UTC | 2026-11-06T00:00:00Z | 2026-11-13T00:00:00Z",
            "0 0 1 1 * 2030| UTC | 2026-01-01T00:00:00Z | 2030-01-01T00:00:00Z",
            "0 0 1 1 * 2030| UTC | 2030-01-01T00:00:00Z | ''",
            "0 0 1 1 * 2020| UTC | 2026-01-01T00:00:00Z | ''",
            // the moment itself is over, a fraction of a second before it is not
            "15 30 7 * * * | UTC | 2026-01-01T07:30:15.000Z | 2026-01-02T07:30:15Z",
            "15 30 7 * * * | UTC | 2026-01-01T07:30:14.999Z | 2026-01-01T07:30:15Z" })
    void knowsTheNextTime(String interval, String zone, Instant after, String next) {
        Calendar calendar = (Calendar) ScheduleParser.interval(interval);
        Instant found = new ZonedTimes(calendar.times(), ZoneId.of(zone)).next(after);
        assertThat(found == null ? "" : found.toString()).isEqualTo(next);
    }
}
