package io.quarkiverse.tomodachi.runtime.schedule.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.schedule.time.Multiples;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleParser;
import io.quarkiverse.tomodachi.runtime.schedule.time.ScheduleTiming.Calendar;
import io.quarkiverse.tomodachi.runtime.schedule.time.ZonedTimes;
import io.quarkiverse.tomodachi.runtime.schedule.timer.Alarm.Come;

/** When alarms ring, on a clock that the test sets. The thread of the timer waits exactly as long as it is told here. */
class ScheduleTimerTest {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final SettableClock clock = new SettableClock("2026-06-30T12:00:00.400Z");
    private final ScheduleTimer timer = new ScheduleTimer(clock);
    private final Map<String, List<Ring>> rings = new HashMap<>();

    private record Ring(Instant planned, Instant due, Instant at, int missed) {
    }

    private void cron(String expression, Duration jitter) {
        Calendar calendar = (Calendar) ScheduleParser.interval(expression);
        timer.add(new CalendarAlarm(new ZonedTimes(calendar.times(), ZoneOffset.UTC), jitter,
                come -> rang(expression, come)));
    }

    private void cron(String... expressions) {
        for (String expression : expressions) {
            cron(expression, Duration.ZERO);
        }
    }

    private void every(int seconds) {
        every(seconds, Duration.ZERO);
    }

    private void every(int seconds, Duration jitter) {
        timer.add(new IntervalAlarm(Duration.ofSeconds(seconds), jitter,
                come -> rang(seconds + "s", come)));
    }

    private void rang(String alarm, Come come) {
        rings.computeIfAbsent(alarm, key -> new ArrayList<>())
                .add(new Ring(come.time(), come.due(), clock.now(), come.missed()));
    }

    private List<Ring> rings(String alarm) {
        return rings.getOrDefault(alarm, List.of());
    }

    private List<String> planned(String alarm) {
        return rings(alarm).stream().map(ring -> ring.planned().toString().substring(11)).toList();
    }

    /** Lets time pass as the thread does: it sleeps for as long as nothing is to be done. */
    private void pass(Duration duration) {
        long left = duration.toNanos();
        while (left > 0) {
            long wait = Math.min(left, Math.max(1, timer.ring()));
            clock.pass(wait);
            left -= wait;
        }
        timer.ring();
    }

    @Test
    void ringsOnTheDot() {
        cron("* * * * *", "*/20 * * * * *", "0 13 * * *");
        every(3);
        pass(Duration.ofSeconds(62));
        assertThat(planned("* * * * *")).containsExactly("12:01:00Z");
        assertThat(planned("*/20 * * * * *")).containsExactly("12:00:20Z", "12:00:40Z", "12:01:00Z");
        assertThat(planned("3s")).hasSize(20).startsWith("12:00:03Z", "12:00:06Z", "12:00:09Z").endsWith("12:01:00Z");
        assertThat(planned("0 13 * * *")).isEmpty();
        rings.values().forEach(all -> assertThat(all).allMatch(ring -> ring.at().equals(ring.planned())));
    }

    @Test
    void lookAtTheClockIsNotNeededForIntervals() {
        every(3600);
        assertThat(timer.ring()).isEqualTo(Duration.ofMillis(3_599_600).toNanos());
        cron("0 13 * * *");
        assertThat(timer.ring()).isEqualTo(ScheduleTimer.LONGEST_WAIT);
    }

    @Test
    void clockThatJumpsAheadMakesNoBurst() {
        for (Duration jump : List.of(HOUR, DAY)) {
            rings.clear();
            ScheduleTimerTest test = new ScheduleTimerTest();
            test.cron("* * * * *", "* * * * * *", "0 12 * * *", "30 12 * * *", "0 0 1 1 *");
            test.every(10);
            test.pass(Duration.ofSeconds(5));
            test.rings.clear();
            test.clock.set(jump);
            test.pass(Duration.ofSeconds(3));
            assertThat(test.rings("* * * * *")).as(jump + " minutely").hasSize(1);
            assertThat(test.rings("* * * * * *")).as(jump + " each second: one for all that was missed, and three").hasSize(4);
            assertThat(test.rings("30 12 * * *")).as(jump + " daily").hasSize(1);
            assertThat(test.rings("0 12 * * *")).as(jump + " daily").hasSize(jump.equals(DAY) ? 1 : 0);
            assertThat(test.rings("0 0 1 1 *")).as(jump + " yearly").isEmpty();
            assertThat(test.rings("10s")).as(jump + " interval").isEmpty();
            test.pass(Duration.ofSeconds(60));
            assertThat(test.rings("* * * * *")).as(jump + " minutely").hasSize(2);
            assertThat(test.rings("* * * * * *")).as(jump + " each second").hasSize(64);
            assertThat(test.rings("10s")).as(jump + " interval").hasSize(6);
        }
    }

    @Test
    void clockThatIsSetBackLeavesNothingSilent() {
        for (Duration jump : List.of(HOUR, DAY, DAY.multipliedBy(400))) {
            ScheduleTimerTest test = new ScheduleTimerTest();
            test.cron("* * * * *", "* * * * * *", "0 12 * * *");
            test.every(10);
            test.pass(Duration.ofSeconds(5));
            test.rings.clear();
            test.clock.set(jump.negated());
            test.pass(Duration.ofSeconds(60));
            assertThat(test.rings("* * * * *")).as(jump + " minutely").hasSize(1);
            assertThat(test.rings("* * * * * *")).as(jump + " each second").hasSizeBetween(59, 60);
            assertThat(test.rings("10s")).as(jump + " interval").hasSize(6);
        }
    }

    @Test
    void smallCorrectionsMakeNothingComeTwice() {
        cron("0 12 * * *", "1 12 * * *", "* * * * *", "*/5 * * * * *");
        pass(Duration.ofSeconds(62));
        assertThat(planned("1 12 * * *")).containsExactly("12:01:00Z");
        clock.set(Duration.ofSeconds(-8));
        pass(Duration.ofSeconds(8));
        clock.set(Duration.ofSeconds(-30));
        pass(Duration.ofSeconds(40));
        assertThat(planned("1 12 * * *")).containsExactly("12:01:00Z");
        assertThat(planned("* * * * *")).containsExactly("12:01:00Z");
        assertThat(planned("0 12 * * *")).isEmpty();
        // which would have been silent for longer than twice its five seconds
        assertThat(planned("*/5 * * * * *")).contains("12:00:55Z", "12:00:35Z", "12:00:40Z");
    }

    @Test
    void intervalsStayOnWholeSecondsOfAClockThatDrifts() {
        every(10);
        for (int count = 0; count < 600; count++) {
            pass(Duration.ofSeconds(6));
            clock.set(Duration.ofMillis(3));
        }
        assertThat(rings("10s")).hasSizeBetween(359, 361)
                .allMatch(ring -> Math.abs(Duration.between(ring.planned(), ring.at()).toMillis()) <= 6)
                .allMatch(ring -> ring.planned().getNano() == 0);
    }

    @Test
    void standstillIsMadeUpOnce() {
        cron("* * * * *", "* * * * * *");
        every(3);
        pass(Duration.ofSeconds(10));
        rings.clear();
        clock.pass(Duration.ofHours(5).toNanos());
        timer.ring();
        assertThat(rings.values()).hasSize(3).allMatch(all -> all.size() == 1);
        assertThat(rings("* * * * *").get(0).missed()).as("those of 12:02 to 17:00").isEqualTo(299);
        assertThat(rings("* * * * * *").get(0).missed()).as("very many are not counted").isEqualTo(1000);
        assertThat(rings("3s").get(0).missed()).as("very many are not counted").isEqualTo(1000);
        pass(Duration.ofSeconds(60));
        assertThat(rings.values()).allMatch(all -> all.stream().skip(1).allMatch(ring -> ring.missed() == 0));
        assertThat(rings("* * * * *")).hasSize(2);
        assertThat(rings("3s")).hasSize(21);
        assertThat(planned("3s")).endsWith("17:01:09Z");
    }

    @Test
    void jitterDelaysByUpToThatAndKeepsThePlan() {
        cron("* * * * *", Duration.ofSeconds(30));
        every(60, Duration.ofSeconds(30));
        pass(Duration.ofHours(10));
        for (String alarm : List.of("* * * * *", "60s")) {
            assertThat(rings(alarm)).hasSizeBetween(599, 600)
                    .allMatch(ring -> !ring.at().isBefore(ring.planned()) && ring.at().isBefore(ring.planned().plusSeconds(30)))
                    .as("is not late by its jitter").allMatch(ring -> ring.at().equals(ring.due()));
            assertThat(rings(alarm).stream().mapToLong(ring -> Duration.between(ring.planned(), ring.at()).toSeconds())
                    .distinct().count()).isGreaterThan(20);
        }
        assertThat(rings("* * * * *")).allMatch(ring -> ring.planned().getEpochSecond() % 60 == 0);
    }

    @Test
    void tellsWhenItWasDueThoughTheClockWasSetMeanwhile() {
        every(10);
        cron("* * * * *");
        pass(Duration.ofSeconds(12));
        clock.set(Duration.ofMillis(-300));
        clock.pass(Duration.ofSeconds(9).toNanos());
        timer.ring();
        // ten seconds after the first one, which was 11.4 seconds ago
        Ring late = rings("10s").get(1);
        assertThat(Duration.between(late.due(), late.at())).isEqualTo(Duration.ofMillis(1400));
        clock.pass(Duration.ofMinutes(3).toNanos());
        timer.ring();
        assertThat(rings("* * * * *")).singleElement()
                .satisfies(ring -> assertThat(ring.due()).isEqualTo(ring.planned()).isEqualTo("2026-06-30T12:01:00Z"));
    }

    @Test
    void replicasAgreeOnMultiples() {
        timer.add(new CalendarAlarm(new Multiples(Duration.ofSeconds(7)), Duration.ZERO, come -> rang("7s", come)));
        pass(Duration.ofSeconds(70));
        assertThat(rings("7s")).hasSize(10).allMatch(ring -> ring.planned().getEpochSecond() % 7 == 0);
    }

    @Test
    void oneThatThrowsHarmsNeitherTheOthersNorItself() {
        timer.add(new IntervalAlarm(Duration.ofSeconds(1), Duration.ZERO, come -> {
            rang("broken", come);
            throw new StackOverflowError("on purpose");
        }));
        every(1);
        pass(Duration.ofSeconds(10));
        assertThat(rings("broken")).hasSize(10);
        assertThat(rings("1s")).hasSize(10);
    }

    @Test
    void ringsNoMoreAfterItIsRemovedOrAllAreClosed() {
        Calendar calendar = (Calendar) ScheduleParser.interval("* * * * * *");
        CalendarAlarm alarm = new CalendarAlarm(new ZonedTimes(calendar.times(), ZoneOffset.UTC), Duration.ZERO,
                come -> rang("removed", come));
        timer.add(alarm);
        every(1);
        pass(Duration.ofSeconds(3));
        timer.remove(alarm);
        pass(Duration.ofSeconds(3));
        assertThat(rings("removed")).hasSize(3);
        assertThat(rings("1s")).hasSize(6);
        timer.close();
        pass(Duration.ofSeconds(3));
        assertThat(rings("1s")).hasSize(6);
    }

    @Test
    void thatIsOverNeverRings() {
        Calendar calendar = (Calendar) ScheduleParser.timestamp("2026-06-30 12:00:01");
        CalendarAlarm alarm = new CalendarAlarm(new ZonedTimes(calendar.times(), ZoneOffset.UTC), Duration.ZERO,
                come -> rang("once", come));
        timer.add(alarm);
        pass(Duration.ofSeconds(10));
        assertThat(rings("once")).hasSize(1);
        assertThat(alarm.planned()).isNull();
    }
}
