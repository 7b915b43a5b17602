package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

class OutcomeTroubleTest {

    private static final Exception REFUSED = new IllegalStateException("no");

    private final AtomicLong now = new AtomicLong();
    private final OutcomeTrouble trouble = new OutcomeTrouble("q", now::get);

    @Test
    void deletes_that_fail_are_not_over_when_visibilities_are_changed() {
        trouble.deleting().failed(REFUSED);
        trouble.hiding().succeeded();
        assertThat(trouble.problem()).hasValueSatisfying(
                text -> assertThat(text).startsWith("Handled messages cannot be deleted from queue q since"));
        trouble.hiding().failed(REFUSED);
        trouble.deleting().succeeded();
        assertThat(trouble.problem()).hasValueSatisfying(
                text -> assertThat(text).startsWith("The visibility of messages cannot be changed in queue q since"));
    }

    @Test
    void is_over_when_all_outcomes_were_given_up_and_nothing_comes_that_could_succeed() {
        trouble.deleting().failed(REFUSED);
        trouble.hiding().failed(REFUSED);
        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(trouble.problem()).isPresent();
        now.incrementAndGet();
        assertThat(trouble.problem()).isEmpty();
    }
}
