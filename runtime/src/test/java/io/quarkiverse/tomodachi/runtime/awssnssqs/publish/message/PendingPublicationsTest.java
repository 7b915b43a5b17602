package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException.Reason;
import io.quarkiverse.tomodachi.Publish;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.ScarceThreads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.logging.LoggedEvents;
import io.smallrye.mutiny.Uni;

/** With room for one message. */
class PendingPublicationsTest {

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final PublishResult RESULT = new PublishResult("id", null);

    private final PendingPublications pending = new PendingPublications(new Threads(), new Room(1, Long.MAX_VALUE));
    private final List<Publication> sent = new CopyOnWriteArrayList<>();

    @Test
    void envelope_that_fails_leaves_its_room_to_others() {
        Uni<PublishResult> failing = pending.send("queue q", LONG, new Sending() {
            @Override
            public Content content() {
                throw new StackOverflowError("a cycle");
            }
        });
        assertThatThrownBy(() -> failing.await().indefinitely()).hasMessageContaining("a cycle");
        Uni<PublishResult> next = pending.send("queue q", LONG, new Sending());
        sent.get(0).succeed(RESULT);
        assertThat(next.await().indefinitely()).isEqualTo(RESULT);
    }

    @Test
    void waiting_for_room_ends_when_the_thread_is_interrupted() throws Exception {
        pending.send("queue q", LONG, new Sending());
        AtomicReference<Uni<PublishResult>> second = new AtomicReference<>();
        Thread thread = waiting(second);
        thread.interrupt();
        thread.join();
        assertReason(second.get(), Reason.NOT_SENT, "interrupted");
        assertThat(sent).hasSize(1);
    }

    @Test
    void what_waits_for_room_is_drained_too() throws Exception {
        pending.send("queue q", LONG, new Sending());
        AtomicReference<Uni<PublishResult>> second = new AtomicReference<>();
        Thread thread = waiting(second);
        CompletionStage<Void> drained = pending.drain();
        sent.get(0).succeed(RESULT);
        thread.join();
        assertThat(drained.toCompletableFuture()).isNotDone();
        sent.get(1).succeed(RESULT);
        assertThat(drained.toCompletableFuture()).isCompleted();
        assertThat(second.get().await().indefinitely()).isEqualTo(RESULT);
    }

    @Test
    void nothing_is_sent_after_the_end() throws Exception {
        Uni<PublishResult> first = pending.send("queue q", LONG, new Sending());
        sent.get(0).sent();
        AtomicReference<Uni<PublishResult>> second = new AtomicReference<>();
        Thread thread = waiting(second);
        try (LoggedEvents events = new LoggedEvents("io.quarkiverse.tomodachi.awssnssqs")) {
            pending.close();
            assertThat(events.fields()).containsExactly(Map.of("event", "publishes-unconfirmed", "transport", "aws-sns-sqs",
                    "messages", "1", "reason", "the application stopped"));
        }
        thread.join();
        assertReason(first, Reason.UNCONFIRMED, "before the application stopped");
        assertReason(second.get(), Reason.NOT_SENT, "the application is stopping");
        assertReason(pending.send("queue q", LONG, new Sending()), Reason.NOT_SENT, "the application is stopping");
        assertThat(sent).hasSize(1);
    }

    @Test
    void timeout_without_end_does_not_keep_others_from_theirs() {
        PendingPublications large = new PendingPublications(new Threads(), new Room(2, Long.MAX_VALUE));
        Duration endless = OptionRules.timeout(Publish.timeout(Duration.ofSeconds(Long.MAX_VALUE)), LONG);
        Uni<PublishResult> patient = large.send("queue q", endless, new Sending());
        assertReason(large.send("queue q", Duration.ofMillis(1), new Sending()), Reason.NOT_SENT, "PT0.001S");
        sent.get(0).succeed(RESULT);
        assertThat(patient.await().indefinitely()).isEqualTo(RESULT);
    }

    /** Nobody who publishes is told of it, and whoever comes next finds it mended. */
    @Test
    void deadlines_are_looked_for_again_when_there_is_a_thread() {
        ScarceThreads scarce = new ScarceThreads();
        PendingPublications pending = new PendingPublications(new Threads(scarce), new Room(2, Long.MAX_VALUE));
        Uni<PublishResult> first = pending.send("queue q", Duration.ofMillis(1), new Sending());
        scarce.end();
        Uni<PublishResult> second = pending.send("queue q", Duration.ofMillis(1), new Sending());
        assertReason(second, Reason.NOT_SENT, "PT0.001S");
        assertReason(first, Reason.NOT_SENT, "PT0.001S");
    }

    @Test
    void failure_that_no_thread_can_log_leaves_its_room_to_others() {
        PendingPublications pending = new PendingPublications(new Threads(new ScarceThreads()), new Room(1, Long.MAX_VALUE));
        pending.send("queue q", LONG, new Sending());
        sent.get(0).invalid("on purpose");
        pending.send("queue q", Duration.ofMillis(1), new Sending());
        assertThat(sent).hasSize(2);
    }

    /** Publishes on a thread that has to wait. */
    private Thread waiting(AtomicReference<Uni<PublishResult>> outcome) {
        Thread thread = new Thread(() -> outcome.set(pending.send("queue q", LONG, new Sending())));
        thread.setDaemon(true);
        thread.start();
        await().atMost(LONG).until(() -> thread.getState() == Thread.State.TIMED_WAITING);
        return thread;
    }

    private static void assertReason(Uni<PublishResult> outcome, Reason reason, String text) {
        assertThatThrownBy(() -> outcome.await().atMost(LONG))
                .isInstanceOfSatisfying(AwsSnsSqsPublishException.class,
                        failure -> assertThat(failure.reason()).isEqualTo(reason))
                .hasMessageContaining(text);
    }

    /** Keeps what is to be sent. */
    private class Sending implements PendingPublications.Writing {

        @Override
        public Content content() {
            return new Content("x", Map.of(), 1, null, null, null, Instant.EPOCH, null);
        }

        @Override
        public void send(Publication publication) {
            sent.add(publication);
        }

        @Override
        public void ended(PublishResult result, Throwable failure) {
            // nobody asks
        }
    }
}
