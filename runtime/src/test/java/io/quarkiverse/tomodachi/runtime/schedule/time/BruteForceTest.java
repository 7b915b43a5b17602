package io.quarkiverse.tomodachi.runtime.schedule.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;

/**
 * The next times of random expressions, in zones with all kinds of clock changes, against a scan that asks java.time for every
 * minute or second what the clock shows. Each run takes the same expressions; others with
 * {@code -Dtomodachi.schedule.seed=… -Dtomodachi.schedule.cases=…}.
 */
class BruteForceTest {

    private static final List<String> ZONES = List.of("Europe/Stockholm", "America/New_York", "Australia/Lord_Howe",
            "America/Sao_Paulo", "America/St_Johns", "Africa/Casablanca", "Africa/Cairo", "Asia/Beirut", "Pacific/Apia",
            "Antarctica/Troll", "Asia/Kathmandu", "UTC", "+05:37", "-11:03");

    private static final long SEED = Long.getLong("tomodachi.schedule.seed", 20240229);
    private static final int CASES = Integer.getInteger("tomodachi.schedule.cases", 1500);

    private static final Duration MINUTES_SCANNED = Duration.ofDays(10);
    private static final Duration SECONDS_SCANNED = Duration.ofHours(8);

    @Test
    void findsWhatAScanOfEveryMomentFinds() {
        int found = 0;
        int aroundChanges = 0;
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(SEED + number);
            ZoneId zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
            Instant after = start(random, zone);
            RandomCron cron = new RandomCron(random, after.atZone(zone).getYear());
            LocalTimes times = parse(cron);
            if (times == null) {
                continue;
            }
            Scan scan = new Scan(cron, zone, cron.withSeconds ? 1 : 60);
            Instant limit = after.plus(cron.withSeconds ? SECONDS_SCANNED : MINUTES_SCANNED);
            Instant from = after;
            for (int step = 0; step < 4 && from != null && from.isBefore(limit); step++) {
                Instant expected = scan.next(from, limit);
                Instant actual = new ZonedTimes(times, zone).next(from);
                assertThat(actual != null && actual.isAfter(limit) ? null : actual)
                        .as("'%s' in %s after %s, case %d of seed %d", cron.text, zone, from, number, SEED).isEqualTo(expected);
                found += expected == null ? 0 : 1;
                aroundChanges += scan.sawChange ? 1 : 0;
                from = expected;
            }
        }
        // or the scan has proved nothing
        assertThat(found).isGreaterThan(CASES);
        assertThat(aroundChanges).isGreaterThan(CASES / 5);
    }

    @Test
    void findsTheDaysOfAllYears() {
        for (int number = 0; number < CASES; number++) {
            Random random = new Random(SEED + number);
            RandomCron cron = new RandomCron(random, 2020 + random.nextInt(70));
            LocalTimes times = parse(cron);
            LocalDate day = LocalDate.of(2000 + random.nextInt(95), 1 + random.nextInt(12), 1 + random.nextInt(28));
            LocalDate last = LocalDate.of(2099, 12, 31);
            LocalDate expected = day;
            while (expected != null && !cron.matches(expected)) {
                expected = expected.equals(last) ? null : expected.plusDays(1);
            }
            LocalDateTime actual = times == null ? null : times.next(day.atStartOfDay());
            assertThat(actual == null ? null : actual.toLocalDate())
                    .as("'%s' from %s, case %d of seed %d", cron.text, day, number,
                            SEED)
                    .isEqualTo(expected);
        }
    }

    /** @return {@code null} if the expression was refused because it has no day, which a scan confirms */
    private static LocalTimes parse(RandomCron cron) {
        try {
            return ((Calendar) ScheduleParser.interval(cron.text)).times();
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("never comes");
            assertThat(LocalDate.of(1970, 1, 1).datesUntil(LocalDate.of(2100, 1, 1)).filter(cron::matches)).as(cron.text)
                    .isEmpty();
            return null;
        }
    }

    /** Most begin shortly before a clock change or the end of a month. */
    private static Instant start(Random random, ZoneId zone) {
        Instant any = Instant.ofEpochSecond(Instant.parse("1990-01-01T00:00:00Z").getEpochSecond()
                + random.nextInt((int) Duration.ofDays(365 * 60).toSeconds() / 60) * 60L + random.nextInt(60));
        ZoneOffsetTransition change = zone.getRules().nextTransition(any);
        return switch (random.nextInt(4)) {
            case 0 -> any;
            case 1 -> YearMonth.from(any.atZone(zone)).atEndOfMonth().atTime(23 - random.nextInt(2), 50 + random.nextInt(10))
                    .atZone(zone).toInstant();
            default ->
                (change == null ? any : change.getInstant()).minusSeconds(random.nextInt(random.nextBoolean() ? 7200 : 172800))
                        .plusSeconds(random.nextInt(3600));
        };
    }

    /** Looks at every moment, one after the other. */
    private static final class Scan {

        private final RandomCron cron;
        private final ZoneRules rules;
        private final int step;
        private boolean sawChange;

        Scan(RandomCron cron, ZoneId zone, int step) {
            this.cron = cron;
            this.rules = zone.getRules();
            this.step = step;
        }

        Instant next(Instant after, Instant limit) {
            sawChange = false;
            long second = Math.floorDiv(after.getEpochSecond(), step) * step;
            LocalDateTime before = shown(second);
            for (second += step; second <= limit.getEpochSecond(); second += step) {
                LocalDateTime shown = shown(second);
                if (matches(before, shown, second)) {
                    return Instant.ofEpochSecond(second);
                }
                before = shown;
            }
            return null;
        }

        private LocalDateTime shown(long second) {
            return LocalDateTime.ofEpochSecond(second, 0, rules.getOffset(Instant.ofEpochSecond(second)));
        }

        private boolean matches(LocalDateTime before, LocalDateTime shown, long second) {
            sawChange |= !before.plusSeconds(step).equals(shown);
            if (cron.everyHour) {
                return cron.matches(shown);
            }
            // the first offset is that of the first time that the clock shows this
            if (cron.matches(shown) && shown.toEpochSecond(rules.getValidOffsets(shown).get(0)) == second) {
                return true;
            }
            for (LocalDateTime skipped = before.plusSeconds(step); skipped
                    .isBefore(shown); skipped = skipped.plusSeconds(step)) {
                if (cron.matches(skipped)) {
                    return true;
                }
            }
            return false;
        }
    }
}
