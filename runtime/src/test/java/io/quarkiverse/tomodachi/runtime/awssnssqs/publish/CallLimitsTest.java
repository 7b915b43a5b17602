package io.quarkiverse.tomodachi.runtime.awssnssqs.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;

class CallLimitsTest {

    private final CallLimits limits = new Threads().limits();

    @Test
    void call_that_takes_too_long_ends_and_others_go_on() {
        CompletableFuture<String> endless = new CompletableFuture<>();
        CompletableFuture<String> patient = new CompletableFuture<>();
        CompletableFuture<String> quick = CompletableFuture.completedFuture("quick");
        limits.within(Duration.ofMinutes(1)).on(patient);
        limits.within(Duration.ofMillis(1)).on(quick);
        CompletableFuture<String> ended = limits.within(Duration.ofMillis(1)).on(endless);
        assertThatThrownBy(() -> ended.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(ApiCallAttemptTimeoutException.class);
        assertThat(endless).isCompletedExceptionally();
        assertThat(quick).isCompletedWithValue("quick");
        assertThat(patient).isNotDone();
        limits.within(Duration.ofMillis(1)).on(patient);
        assertThatThrownBy(() -> patient.get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(ApiCallAttemptTimeoutException.class);
    }

    @Test
    void what_a_call_may_have_done_before_its_time_was_over_is_unknown() {
        CompletableFuture<String> endless = limits.within(Duration.ofMillis(1)).on(new CompletableFuture<>());
        CallFailure failure = endless.handle((result, problem) -> CallFailure.of(problem)).join();
        assertThat(failure.mayGoWell()).isTrue();
        assertThat(failure.mayHaveArrived()).isTrue();
    }

    @Test
    void call_that_cannot_be_made_is_one_that_failed() {
        CompletableFuture<String> call = CallLimits.<String> begin(() -> {
            throw new IllegalStateException("no client");
        }).toCompletableFuture();
        assertThat(call).isCompletedExceptionally();
    }
}
