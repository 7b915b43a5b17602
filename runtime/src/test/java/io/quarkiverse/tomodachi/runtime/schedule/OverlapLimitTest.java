package io.quarkiverse.tomodachi.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.runtime.service.Handlers;

class OverlapLimitTest {

    @Test
    void isFullUntilFewerThanThreeQuartersRun() {
        OverlapLimit limit = new OverlapLimit(Handlers.SCHEDULED, Overlap.ALLOW, 20);
        IntStream.range(0, 20).forEach(number -> assertThat(limit.begin()).isTrue());
        assertThat(limit.begin()).isFalse();
        IntStream.range(0, 5).forEach(number -> limit.end());
        assertThat(limit.begin()).as("with 15 running").isFalse();
        limit.end();
        assertThat(limit.begin()).as("with 14 running").isTrue();
    }

    @Test
    void neverOverlapsWhereThatIsSkipped() {
        OverlapLimit limit = new OverlapLimit(Handlers.SCHEDULED, Overlap.SKIP, 20);
        for (int round = 0; round < 3; round++) {
            assertThat(limit.begin()).isTrue();
            assertThat(limit.begin()).isFalse();
            limit.end();
        }
    }

    @Test
    void smallLimitsCanBeReachedAgain() {
        OverlapLimit limit = new OverlapLimit(Handlers.SCHEDULED, Overlap.ALLOW, 1);
        for (int round = 0; round < 3; round++) {
            assertThat(limit.begin()).isTrue();
            assertThat(limit.begin()).isFalse();
            limit.end();
        }
    }
}
