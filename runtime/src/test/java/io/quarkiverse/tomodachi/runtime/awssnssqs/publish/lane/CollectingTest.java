package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Content;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Outcome;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;

class CollectingTest {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Alarm alarm = new Alarm(timer, () -> {
    });
    private final Collecting collecting = new Collecting(alarm);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private static Publication publishedBefore(Duration time) {
        return new Publication(new Content("x", Map.of(), 1, null, null, null, null, null), Duration.ofMinutes(1),
                System.nanoTime() - time.toNanos(), new Outcome("topic t", Runnable::run));
    }

    @Test
    void time_is_over_when_the_alarm_has_rung() {
        // in the future, so that its time is not over at once, however slow this is
        Publication first = publishedBefore(Duration.ofSeconds(-1));
        assertThat(collecting.hasTime(first)).isTrue();
        assertThat(collecting.hasTime(first)).isTrue();
        await().atMost(LIMIT).until(() -> alarm.rung() == 1);
        assertThat(collecting.hasTime(first)).isFalse();
    }

    /** As after a failure of another one, which was first meanwhile. */
    @Test
    void time_is_over_while_the_alarm_is_set_for_later() {
        Publication first = publishedBefore(Duration.ofSeconds(-1));
        assertThat(collecting.hasTime(first)).isTrue();
        await().atMost(LIMIT).until(() -> alarm.rung() == 1);
        alarm.in(TimeUnit.HOURS.toNanos(1));
        assertThat(collecting.hasTime(first)).isFalse();
    }

    @Test
    void another_one_has_a_time_of_its_own() {
        assertThat(collecting.hasTime(publishedBefore(Duration.ofSeconds(-10)))).isTrue();
        assertThat(collecting.hasTime(publishedBefore(Duration.ofSeconds(1)))).isFalse();
    }
}
