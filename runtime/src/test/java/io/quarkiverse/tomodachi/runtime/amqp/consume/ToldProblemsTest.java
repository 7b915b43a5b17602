package io.quarkiverse.tomodachi.runtime.amqp.consume;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ToldProblemsTest {

    private static final long DAY = ToldProblems.KEPT_NANOS;

    private final ToldProblems problems = new ToldProblems();

    @Test
    void areNewOnceUntilTheyAreSettled() {
        assertThat(problems.isNew("retry queue 'a'", "refused", 0)).isTrue();
        assertThat(problems.isNew("retry queue 'a'", "refused", 1)).isFalse();
        assertThat(problems.isNew("retry queue 'a'", "returned", 2)).isTrue();
        assertThat(problems.isNew("retry queue 'b'", "refused", 3)).isTrue();

        problems.settled("retry queue 'a'");
        assertThat(problems.isNew("retry queue 'a'", "refused", 4)).isTrue();
        assertThat(problems.isNew("retry queue 'b'", "refused", 5)).isFalse();
    }

    @Test
    void areToldOnceHoweverLongTheyLast() {
        problems.isNew("retry queue 'a'", "refused", 0);
        for (int half = 1; half <= 10; half++) {
            assertThat(problems.isNew("retry queue 'a'", "refused", half * DAY / 2)).isFalse();
        }
    }

    /** Nothing is sent to the queue of yesterday any more, so that it is never settled. */
    @Test
    void areForgottenADayAfterTheyCameLast() {
        for (int day = 0; day < 100; day++) {
            assertThat(problems.isNew("retry queue 'a." + day + "'", "refused", day * DAY)).isTrue();
        }
        assertThat(problems.size()).isOne();
    }
}
