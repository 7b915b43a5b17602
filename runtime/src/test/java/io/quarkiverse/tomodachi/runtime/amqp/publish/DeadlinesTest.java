package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import com.rabbitmq.client.AMQP.BasicProperties;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.AmqpPublishException.Reason;

class DeadlinesTest {

    private final AtomicBoolean scarce = new AtomicBoolean();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, this::thread);
    private final UnderWay underWay = new UnderWay();
    private final Deadlines deadlines = new Deadlines(timer, underWay, DeadlinesTest::giveUp);

    @AfterEach
    void end() {
        timer.shutdownNow();
    }

    private Thread thread(Runnable task) {
        if (scarce.get()) {
            throw new OutOfMemoryError("on purpose: no thread");
        }
        return new Thread(task);
    }

    private static void giveUp(Publication publication) {
        publication.fail(Reason.NOT_SENT, "was not sent in time", null);
    }

    /** Waits to be sent for ever, as nobody sends here. */
    private CompletableFuture<Void> publish(Duration timeout) {
        PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
        underWay.add(new Publication(new Publication.Target("e", "k", true, null),
                new Publication.Content(new BasicProperties(), false, new byte[0]), timeout, outcome));
        return outcome.stage().toCompletableFuture();
    }

    @Test
    void givesUpWhatIsPastItsDeadlineAndNothingElse() {
        CompletableFuture<Void> late = publish(Duration.ofMillis(1));
        CompletableFuture<Void> other = publish(Duration.ofMinutes(5));
        assertThat(deadlines.watch()).isTrue();

        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(AmqpPublishException.class);
        assertThat(other).isNotDone();
    }

    /** Nobody who publishes is told of it, and whoever comes next finds it mended. */
    @Test
    void withoutAThreadTheCallerLooksUntilThereIsOne() {
        scarce.set(true);
        CompletableFuture<Void> first = publish(Duration.ofMillis(1));
        assertThat(deadlines.watch()).isFalse();
        assertThat(deadlines.watch()).isFalse();
        deadlines.lookHere();
        assertThat(first).isCompletedExceptionally();

        scarce.set(false);
        CompletableFuture<Void> second = publish(Duration.ofMillis(1));
        assertThat(deadlines.watch()).isTrue();
        assertThatThrownBy(() -> second.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(AmqpPublishException.class);
    }

    @Test
    void aLookThatFailsIsFollowedByAnotherOne() {
        AtomicInteger failures = new AtomicInteger(2);
        Deadlines failing = new Deadlines(timer, underWay, publication -> {
            if (failures.getAndDecrement() > 0) {
                throw new OutOfMemoryError("on purpose");
            }
            giveUp(publication);
        });
        CompletableFuture<Void> late = publish(Duration.ofMillis(1));
        failing.watch();

        assertThatThrownBy(() -> late.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(AmqpPublishException.class);
    }

    /** What stands in a metric or a trace is not worth an answer. */
    @Test
    void anObserverThatFailsKeepsNoOutcomeFromThoseWhoWait() {
        PublishOutcome outcome = new PublishOutcome(OutcomePlace.HERE, null);
        outcome.watch((id, failure) -> {
            throw new OutOfMemoryError("on purpose");
        });
        CompletableFuture<Void> told = outcome.stage().toCompletableFuture();
        outcome.fail(new IllegalStateException("not sent"));

        assertThatThrownBy(() -> told.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(IllegalStateException.class);
    }
}
