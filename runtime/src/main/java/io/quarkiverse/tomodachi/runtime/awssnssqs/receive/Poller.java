package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/**
 * Receives from one queue with one long poll at a time, as long as the target has room, and never more than it has room for.
 */
final class Poller {

    private static final int WAIT_SECONDS = 20;

    /** An empty answer is to come after a long wait; one that comes sooner must not make the poller spin. */
    private static final Duration SHORTEST_EMPTY_POLL = Duration.ofSeconds(1);

    private final SqsAsyncClient sqs;
    private final Supplier<CompletionStage<Provisioned>> provisioner;
    private final Supplier<CompletionStage<Provisioned>> again;
    private final Target target;
    private final ScheduledExecutorService timer;
    private final PollFailures failures;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private volatile Provisioned queue;
    /** From the beginning, until the queue is known. */
    private boolean busy = true;
    private boolean stopped;
    private CompletableFuture<ReceiveMessageResponse> call;

    /**
     * @param provisioner gives the queue
     * @param again makes the queue anew after it has gone
     */
    Poller(SqsAsyncClient sqs, Supplier<CompletionStage<Provisioned>> provisioner,
            Supplier<CompletionStage<Provisioned>> again, Target target, ScheduledExecutorService timer,
            PollFailures failures) {
        this.sqs = sqs;
        this.provisioner = provisioner;
        this.again = again;
        this.target = target;
        this.timer = timer;
        this.failures = failures;
    }

    void start() {
        provision(provisioner);
    }

    /** There may be room now. */
    void wake() {
        int max;
        synchronized (this) {
            if (busy || stopped) {
                return;
            }
            max = target.room(queue);
            if (max <= 0) {
                return;
            }
            busy = true;
        }
        receive(max);
    }

    /** Receives nothing more. Completes when no message can come any more; those that still come are given to the target. */
    CompletionStage<Void> stop() {
        CompletableFuture<ReceiveMessageResponse> open;
        synchronized (this) {
            stopped = true;
            open = call;
            if (open == null) {
                ended.complete(null);
            }
        }
        if (open != null) {
            // closes the connection, by which SQS learns that nobody waits any more
            open.cancel(true);
        }
        return ended;
    }

    private void receive(int max) {
        long began = System.nanoTime();
        Provisioned source = queue;
        CompletableFuture<ReceiveMessageResponse> receive;
        synchronized (this) {
            if (stopped) {
                ended.complete(null);
                return;
            }
            try {
                receive = sqs.receiveMessage(request -> request.queueUrl(source.url()).waitTimeSeconds(WAIT_SECONDS)
                        .maxNumberOfMessages(max).messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
                                MessageSystemAttributeName.MESSAGE_GROUP_ID));
            } catch (RuntimeException e) {
                receive = CompletableFuture.failedFuture(e);
            }
            call = receive;
        }
        receive.whenComplete((response, failure) -> received(source, response, failure, began));
    }

    private void received(Provisioned source, ReceiveMessageResponse response, Throwable failure, long began) {
        boolean last;
        synchronized (this) {
            call = null;
            last = stopped;
        }
        boolean empty = response == null || response.messages().isEmpty();
        if (!empty) {
            target.received(response, source);
        }
        if (last) {
            ended.complete(null);
        } else if (failure != null) {
            failed(PollFailures.unwrap(failure));
        } else {
            failures.succeeded();
            if (empty && System.nanoTime() - began < SHORTEST_EMPTY_POLL.toNanos()) {
                later(SHORTEST_EMPTY_POLL, this::idle);
            } else {
                idle();
            }
        }
    }

    private void failed(Throwable failure) {
        boolean gone = failure instanceof QueueDoesNotExistException || queue == null;
        later(failures.failed(failure), () -> {
            if (gone) {
                queue = null;
                provision(again);
            } else {
                idle();
            }
        });
    }

    private void provision(Supplier<CompletionStage<Provisioned>> source) {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        source.get().whenComplete((provisioned, failure) -> {
            if (failure != null) {
                failed(PollFailures.unwrap(failure));
            } else {
                queue = provisioned;
                idle();
            }
        });
    }

    private void later(Duration delay, Runnable task) {
        synchronized (this) {
            if (stopped) {
                return;
            }
        }
        timer.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void idle() {
        synchronized (this) {
            busy = false;
        }
        wake();
    }

    /** Takes what was received. */
    interface Target {

        /** How many messages it could start now, at most what one receive brings. Called under the lock of the poller. */
        int room(Provisioned queue);

        void received(ReceiveMessageResponse response, Provisioned queue);
    }
}
