package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.QueueCalls;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

class OutcomeTroubleTest {

    private static final Exception REFUSED = new IllegalStateException("no");

    private final AtomicLong now = new AtomicLong();
    private final QueueCalls calls = new QueueCalls(now::get);
    private final OutcomeTrouble trouble = new OutcomeTrouble("q", calls);

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

    @Test
    void is_over_when_other_calls_for_the_queue_succeed_and_nothing_fails_any_more() {
        trouble.hiding().failed(REFUSED);
        now.addAndGet(Duration.ofSeconds(40).toNanos());
        calls.succeeded();
        trouble.lookForEnd();
        assertThat(trouble.problem()).as("it may have begun before the failure").isPresent();
        now.incrementAndGet();
        trouble.deleting().succeeded();
        assertThat(trouble.problem()).isEmpty();
    }

    /** Rounds begin up to 20 seconds after each other, a call may take 10, and the machine be busy. */
    @Test
    void calls_that_are_not_answered_are_one_trouble_while_others_succeed() {
        try (LoggedEvents log = new LoggedEvents("io.quarkiverse.tomodachi.awssnssqs")) {
            for (int round = 0; round < 5; round++) {
                trouble.hiding().failed(REFUSED);
                now.addAndGet(Duration.ofSeconds(33).toNanos());
                calls.succeeded();
                trouble.lookForEnd();
                assertThat(trouble.problem()).isPresent();
            }
            assertThat(log.texts()).filteredOn(text -> !text.startsWith("DEBUG")).hasSize(1);
        }
    }

    @Test
    void what_is_denied_is_not_over_when_others_succeed() {
        trouble.hiding().failed(SqsException.builder()
                .awsErrorDetails(AwsErrorDetails.builder().errorCode("AccessDenied").errorMessage("no").build()).build());
        now.addAndGet(Duration.ofMinutes(1).toNanos());
        trouble.deleting().succeeded();
        assertThat(trouble.problem()).isPresent();
    }
}
