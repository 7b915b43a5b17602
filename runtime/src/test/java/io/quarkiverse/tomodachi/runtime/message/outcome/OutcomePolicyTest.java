package io.quarkiverse.tomodachi.runtime.message.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkiverse.tomodachi.RejectMessageException;
import io.quarkiverse.tomodachi.RetryMessageException;
import io.quarkiverse.tomodachi.runtime.invocation.NotBegunException;
import io.quarkiverse.tomodachi.runtime.message.RecordedDelivery;
import io.quarkiverse.tomodachi.runtime.message.settings.FailureSettings;

class OutcomePolicyTest {

    private static final RuntimeException FAILURE = new IllegalStateException("failed");

    private OnFailure onFailure = OnFailure.RETRY;
    private Exhausted exhausted = Exhausted.KEEP;
    private int attempts = 3;

    private String outcome(int attempt, boolean deadLetters, Throwable failure) {
        RecordedDelivery delivery = new RecordedDelivery("", attempt, deadLetters);
        policy().settle(delivery, failure).toCompletableFuture().join();
        return delivery.outcome();
    }

    private OutcomePolicy policy() {
        return new OutcomePolicy("org.acme.Shop#sold(String)", new FailureSettings(onFailure, attempts, "1s", "5m", 2.0, 0.0,
                List.of("java.io.IOException"), exhausted));
    }

    @Test
    void retriesUntilTheLastAttempt() {
        assertThat(outcome(1, true, FAILURE)).isEqualTo("retry PT1S failed");
        assertThat(outcome(2, false, FAILURE)).isEqualTo("retry PT2S failed");
        assertThat(outcome(3, true, FAILURE)).isEqualTo("reject failed");
        assertThat(outcome(7, true, FAILURE)).isEqualTo("reject failed");
    }

    /** It would be anyway, without those who watch being told. */
    @Test
    void rejectsWhatTheBrokerWouldNotDeliverAgain() {
        for (Throwable each : List.of(FAILURE, new RetryMessageException(Duration.ofHours(1)))) {
            RecordedDelivery delivery = new RecordedDelivery("", 1, true).last();
            policy().settle(delivery, each).toCompletableFuture().join();
            assertThat(delivery.outcome()).isEqualTo("reject " + each.getMessage());
        }
        onFailure = OnFailure.DISCARD;
        RecordedDelivery delivery = new RecordedDelivery("", 1, true).last();
        policy().settle(delivery, FAILURE).toCompletableFuture().join();
        assertThat(delivery.outcome()).isEqualTo("acknowledge");
    }

    /** Nobody has handled it. */
    @Test
    void bringsAgainWhatNoThreadWasFreeFor() {
        NotBegunException notBegun = new NotBegunException("no thread", new RejectedExecutionException());
        for (OnFailure each : OnFailure.values()) {
            onFailure = each;
            RecordedDelivery delivery = new RecordedDelivery("", 3, true);
            policy().postpone(delivery, notBegun).toCompletableFuture().join();
            assertThat(delivery.outcome()).isEqualTo("postpone PT1S");
        }
    }

    @Test
    void keepsAtTheLargestDelayWithoutADeadLetterQueue() {
        assertThat(outcome(3, false, FAILURE)).isEqualTo("retry PT5M failed");
        assertThat(outcome(1_000, false, FAILURE)).isEqualTo("retry PT5M failed");
    }

    @Test
    void discardsAfterTheLastAttemptIfToldTo() {
        exhausted = Exhausted.DISCARD;

        assertThat(outcome(2, false, FAILURE)).isEqualTo("retry PT2S failed");
        assertThat(outcome(3, false, FAILURE)).isEqualTo("acknowledge");
        assertThat(outcome(3, true, FAILURE)).isEqualTo("reject failed");
    }

    @Test
    void retriesWithoutEndIfToldTo() {
        attempts = 0;

        assertThat(outcome(1_000_000, true, FAILURE)).isEqualTo("retry PT5M failed");
    }

    /** The log would be full of them. */
    @Test
    void tellsTheStackOnceOfWhatIsRetriedWithoutEnd() {
        attempts = 0;
        List<Throwable> logged = new ArrayList<>();
        Handler log = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                logged.add(entry.getThrown());
            }

            @Override
            public void flush() {
            }

            @Override
            public void close() {
            }
        };
        Logger logger = Logger.getLogger("io.quarkiverse.tomodachi.message");
        logger.addHandler(log);
        try {
            outcome(1, false, FAILURE);
            outcome(2, false, FAILURE);
            outcome(3, false, FAILURE);
        } finally {
            logger.removeHandler(log);
        }

        assertThat(logged).containsExactly(FAILURE, null, null);
    }

    @Test
    void discardsAtOnceIfToldTo() {
        onFailure = OnFailure.DISCARD;

        assertThat(outcome(1, true, FAILURE)).isEqualTo("acknowledge");
        assertThat(outcome(1, true, new RejectMessageException("no"))).isEqualTo("reject no");
        assertThat(outcome(1, true, new RetryMessageException(Duration.ofSeconds(7)))).startsWith("retry PT7S");
    }

    @Test
    void rejectsAtOnceWhatNoAttemptCanMend() {
        assertThat(outcome(1, false, new RejectMessageException("no"))).isEqualTo("reject no");
        assertThat(outcome(1, true, new IOException("io"))).isEqualTo("reject io");
        assertThat(outcome(1, true, new FileNotFoundException("sub"))).isEqualTo("reject sub");
        assertThat(outcome(1, true, new UncheckedIOException("other", new IOException()))).isEqualTo("retry PT1S other");
    }

    @Test
    void letsHandlersChooseTheDelay() {
        assertThat(outcome(50, true, new RetryMessageException(Duration.ofHours(1)))).startsWith("retry PT1H");
        assertThat(outcome(1, true, new RetryMessageException(Duration.ZERO))).startsWith("retry PT0.1S");
        assertThat(outcome(1, true, new RetryMessageException(Duration.ofDays(9)))).startsWith("retry PT12H");
    }
}
