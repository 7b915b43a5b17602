package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.poll;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkiverse.tomodachi.runtime.awssnssqs.topology.Provisioned;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

/** One long poll. */
final class ReceiveCall {

    /** After which SQS does not answer any more: sooner than the client would give up, which would then begin anew. */
    private static final int LIMIT_SECONDS = ReceiveRequests.WAIT_SECONDS + 5;

    /** For how long SQS gives the answer to an attempt again. */
    private static final Duration ATTEMPT = Duration.ofMinutes(5);

    private final int most;
    /** By which SQS knows a receive from a FIFO queue whose answer was lost; {@code null} for standard queues. */
    private final String attemptId;
    /** When the attempt was made for the first time. */
    private final long first;
    private final long begin = System.nanoTime();
    private volatile CompletableFuture<ReceiveMessageResponse> response;
    /** Whether it was decided that it is made, or not. */
    private final AtomicBoolean decided = new AtomicBoolean();
    private volatile boolean cancelled;

    /** @param first when the attempt was made for the first time, as {@link System#nanoTime()} */
    ReceiveCall(int most, String attemptId, long first) {
        this.most = most;
        this.attemptId = attemptId;
        this.first = first;
    }

    static ReceiveCall of(int most, boolean fifo) {
        return new ReceiveCall(most, fifo ? UUID.randomUUID().toString() : null, System.nanoTime());
    }

    /** The same attempt again: if SQS handed messages out to it, it does so once more instead of hiding them. */
    ReceiveCall again() {
        return new ReceiveCall(most, attemptId, first);
    }

    boolean canBeMadeAgain() {
        return attemptId != null && System.nanoTime() - first < ATTEMPT.toNanos();
    }

    int most() {
        return most;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Makes the call, unless it was withdrawn. */
    CompletableFuture<ReceiveMessageResponse> send(SqsAsyncClient sqs, ReceiveRequests requests, Provisioned from) {
        if (!decided.compareAndSet(false, true)) {
            return CompletableFuture.failedFuture(new CancellationException());
        }
        try {
            response = sqs.receiveMessage(requests.of(from, most, attemptId));
            response.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException | Error e) {
            response = CompletableFuture.failedFuture(e);
        }
        if (cancelled) {
            response.cancel(true);
        }
        return response;
    }

    /** @return whether it is not made any more, since it had not begun */
    boolean withdraw() {
        return decided.compareAndSet(false, true);
    }

    /** Closes the connection, by which SQS learns that nobody waits any more. */
    void cancel() {
        cancelled = true;
        CompletableFuture<ReceiveMessageResponse> sent = response;
        if (sent != null) {
            sent.cancel(true);
        }
    }
}
