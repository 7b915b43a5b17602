package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;
import io.quarkiverse.tomodachi.runtime.logging.FailingLog;

class LeasesLogTest {

    private final TestClock clock = new TestClock(Instant.ofEpochSecond(1_000_000));
    private final List<String> calls = new ArrayList<>();
    private CompletionStage<Answer> answer = CompletableFuture.failedFuture(new IllegalStateException("no answer"));
    private final Leases leases = new Leases(clock, new HeldLeases(), (entries, longest) -> {
        entries.stream().map(Visibility::receiptHandle).forEach(calls::add);
        return answer;
    });

    private Lease begin(String handle) {
        Lease lease = new Lease(clock, handle, clock.now, leases.until(clock.now), new Origin("q", handle));
        leases.begin(List.of(lease));
        return lease;
    }

    private void roundAfterFifteenSeconds() {
        clock.now = clock.now.plus(Duration.ofSeconds(15));
        leases.round();
    }

    @Test
    void messages_are_prolonged_where_the_log_fails_with_another_that_was_lost() {
        Lease lost = begin("lost");
        roundAfterFifteenSeconds();
        Lease kept = begin("kept");
        calls.clear();
        answer = CompletableFuture.completedFuture(new Answer(Map.of()));
        try (FailingLog log = new FailingLog("io.quarkiverse.tomodachi.awssnssqs")) {
            roundAfterFifteenSeconds();
            assertThat(log.failures()).isOne();
        }
        assertThat(lost.isLost()).isTrue();
        assertThat(calls).containsExactly("kept");
        assertThat(kept.until()).isEqualTo(clock.now.plusSeconds(30));
    }
}
