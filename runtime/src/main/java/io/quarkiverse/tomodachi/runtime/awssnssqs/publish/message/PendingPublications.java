package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.AwsSnsSqsPublishException;
import io.quarkiverse.tomodachi.AwsSnsSqsPublishException.Reason;
import io.quarkiverse.tomodachi.PublishResult;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The messages that are on their way. Each one is sent at once, or when there is room; its {@code Uni} only tells the outcome.
 */
public final class PendingPublications {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    /** How long after a failure somebody may still ask for the outcome before it is only logged. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final long WATCH_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Threads threads;
    private final Room room;
    private final Set<Outcome> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watching = new AtomicBoolean();
    private volatile boolean closed;

    public PendingPublications(Threads threads, Room room) {
        this.threads = threads;
        this.room = room;
    }

    /**
     * @param target where the message goes, for people
     * @param timeout how long it may take in all
     * @param writing writes the message, and begins to send it
     * @return the outcome, whenever and however often it is asked for
     */
    public Uni<PublishResult> send(String target, Duration timeout, Writing writing) {
        Outcome outcome = new Outcome(target, threads.outcomes());
        Sending sending = new Sending(outcome, timeout, writing);
        outcome.future().whenComplete(sending);
        if (closed) {
            stopping(outcome);
        } else {
            sending.begin(room.enter());
        }
        return outcome.uni();
    }

    /** One message, from when it is given until its outcome is told. */
    private final class Sending implements BiConsumer<PublishResult, Throwable> {

        private final Outcome outcome;
        private final Duration timeout;
        private final long since = System.nanoTime();
        private final Writing writing;
        private Room.Entry entry;
        private boolean waits;
        private boolean written;

        Sending(Outcome outcome, Duration timeout, Writing writing) {
            this.outcome = outcome;
            this.timeout = timeout;
            this.writing = writing;
        }

        void begin(Room.Entry place) {
            entry = place;
            if (entry.admitted().isDone()) {
                write();
            } else {
                waits = true;
                waiting.add(outcome);
                await();
            }
        }

        private void await() {
            Context context = Vertx.currentContext();
            if (context != null && Context.isOnEventLoopThread()) {
                entry.admitted().thenRun(() -> context.runOnContext(ignored -> write()));
                limit(() -> giveUp(entry, within(timeout), outcome));
            } else if (PendingPublications.await(entry, timeout, outcome)) {
                write();
            }
        }

        private void limit(Runnable end) {
            try {
                Future<?> limit = threads.calls().schedule(end, timeout.toNanos(), TimeUnit.NANOSECONDS);
                entry.admitted().whenComplete((admitted, cancelled) -> limit.cancel(false));
            } catch (OutOfMemoryError e) {
                // it is kept until there is a thread
            }
        }

        private void write() {
            Publication publication;
            try {
                publication = new Publication(writing.content(), timeout, since, outcome);
            } catch (Exception | Error e) {
                entry.giveBack();
                outcome.fail(e);
                return;
            }
            // from here on it may come to its end on another thread
            written = true;
            entry.fill(publication);
            watch();
            if (closed) {
                stopping(outcome);
                return;
            }
            try {
                writing.send(publication);
            } catch (RuntimeException e) {
                outcome.fail(e);
            }
        }

        /** The outcome is told. */
        @Override
        public void accept(PublishResult result, Throwable failure) {
            if (waits) {
                waiting.remove(outcome);
            }
            if (written) {
                entry.leave();
            }
            if (failure != null) {
                logLater(outcome, failure);
            }
            if (written) {
                writing.ended(result, failure);
            }
        }
    }

    /** Threads that may block do so, which slows down those who publish more than AWS takes. */
    private static boolean await(Room.Entry entry, Duration timeout, Outcome outcome) {
        try {
            entry.admitted().get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException e) {
            return !giveUp(entry, within(timeout), outcome);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !giveUp(entry, "before its thread was interrupted", outcome);
        } catch (CancellationException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String within(Duration timeout) {
        return "within " + timeout;
    }

    /** @param when continues "was not sent " */
    private static boolean giveUp(Room.Entry entry, String when, Outcome outcome) {
        boolean waits = entry.admitted().cancel(false);
        if (waits) {
            fail(outcome, "was not sent " + when + ": too many others are on their way");
        }
        return waits;
    }

    private static void stopping(Outcome outcome) {
        fail(outcome, "was not sent: the application is stopping");
    }

    private void logLater(Outcome outcome, Throwable failure) {
        if (!outcome.isObserved()) {
            Threads.later(threads.calls(), () -> {
                if (!outcome.isObserved()) {
                    LogEvent.of(LOG, Level.ERROR, "A message to %s could not be sent", outcome.target()).because(failure)
                            .with("event", "publish-failed").with("transport", "aws-sns-sqs")
                            .with("reason", reason(failure))
                            .with("destination", outcome.target()).write();
                }
            }, GRACE.toNanos());
        }
    }

    /** What became of the message, else the kind of failure: its words may tell of what is in the message. */
    private static Object reason(Throwable failure) {
        return failure instanceof AwsSnsSqsPublishException publish ? publish.reason() : failure.getClass().getName();
    }

    private static void fail(Outcome outcome, String words) {
        outcome.fail(new AwsSnsSqsPublishException(Reason.NOT_SENT, "The message to " + outcome.target() + " " + words, null));
    }

    /** Looks for publications past their deadline for as long as there are any at all. */
    private void watch() {
        if (!watching.get() && watching.compareAndSet(false, true)
                && !Threads.later(threads.calls(), this::expire, WATCH_NANOS)) {
            watching.set(false);
        }
    }

    private void expire() {
        watching.set(false);
        try {
            long now = System.nanoTime();
            room.publications().forEach(publication -> publication.expire(now));
        } finally {
            // also where memory was short
            if (room.isFilled()) {
                watch();
            }
        }
    }

    /** Completes when all that is on its way now, or waits for room, has come to its end, whatever the outcomes. */
    public CompletionStage<Void> drain() {
        return CompletableFuture.allOf(Stream
                .concat(room.publications().stream().map(Publication::future), waiting.stream().map(Outcome::future))
                .toArray(CompletableFuture[]::new)).exceptionally(failure -> null);
    }

    /** Sends nothing more, and tells those who still wait. */
    public void close() {
        closed = true;
        List<Publication> left = room.publications().stream().filter(publication -> !publication.isDone()).toList();
        if (!left.isEmpty()) {
            LogEvent.of(LOG, Level.ERROR, "%d messages were not accepted by SNS or SQS before the application stopped",
                    left.size()).with("event", "publishes-unconfirmed").with("transport", "aws-sns-sqs")
                    .with("messages", left.size()).with("reason", "the application stopped").write();
            left.forEach(publication -> publication.giveUp("before the application stopped"));
        }
    }

    /** Writes a message and sends it. */
    public interface Writing {

        /** Called once, by the caller of the publish or later in its context. */
        Content content() throws Exception;

        void send(Publication publication);

        /** Called once for what was written: with its result, or with why it was not sent. */
        void ended(PublishResult result, Throwable failure);
    }
}
