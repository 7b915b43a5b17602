package io.quarkiverse.tomodachi.runtime.amqp.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class BackoffTest {

    @Test
    void doublesUpToTheLargest() {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(700));

        assertThat(backoff.next()).isBetween(50L, 100L);
        assertThat(backoff.next()).isBetween(100L, 200L);
        assertThat(backoff.next()).isBetween(200L, 400L);
        for (int more = 0; more < 100; more++) {
            assertThat(backoff.next()).isBetween(350L, 700L);
        }
        backoff.reset();
        assertThat(backoff.next()).isBetween(50L, 100L);
    }

    @Test
    void spreads() {
        long distinct = Stream.generate(() -> new Backoff(Duration.ofSeconds(10), Duration.ofSeconds(10)).next())
                .limit(50).distinct().count();

        assertThat(distinct).isGreaterThan(10);
    }
}
