package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;

class TroubleTest {

    private static final Exception REFUSED = new IllegalStateException("no");

    @Test
    void lasts_until_it_is_over() {
        Trouble trouble = new Trouble("It does not work", Map.of());
        assertThat(trouble.problem()).isEmpty();
        trouble.failed(REFUSED);
        assertThat(trouble.problem()).hasValueSatisfying(text -> assertThat(text).startsWith("It does not work since"));
        trouble.succeeded();
        assertThat(trouble.problem()).isEmpty();
    }

    @Test
    void counts_as_over_where_nothing_is_left_that_could_succeed() {
        Trouble trouble = new Trouble("It does not work", Map.of(), Duration.ofMillis(200));
        trouble.failed(REFUSED);
        assertThat(new Trouble("", Map.of(), Duration.ofHours(1)).problem()).isEmpty();
        await().atMost(Duration.ofSeconds(10)).until(() -> trouble.problem().isEmpty());
        trouble.failed(REFUSED);
        await().atMost(Duration.ofSeconds(10)).until(() -> trouble.problem().isEmpty());
    }
}
