package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

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
    private final long begin = System.nanoTime();
    private volatile CompletableFuture<ReceiveMessageResponse> response;

    private ReceiveCall(int most, String attemptId) {
        this.most = most;
        this.attemptId = attemptId;
    }

    static ReceiveCall of(int most, boolean fifo) {
        return new ReceiveCall(most, fifo ? UUID.randomUUID().toString() : null);
    }

    /** The same attempt again: if SQS handed messages out to it, it does so once more instead of hiding them. */
    ReceiveCall again() {
        return new ReceiveCall(most, attemptId);
    }

    boolean canBeMadeAgain() {
        return attemptId != null && elapsed().compareTo(ATTEMPT) < 0;
    }

    int most() {
        return most;
    }

    Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - begin);
    }

    /** Makes the call. */
    CompletableFuture<ReceiveMessageResponse> send(SqsAsyncClient sqs, ReceiveRequests requests, Provisioned from) {
        try {
            response = sqs.receiveMessage(requests.of(from, most, attemptId));
            response.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (RuntimeException e) {
            response = CompletableFuture.failedFuture(e);
        }
        return response;
    }

    /** Closes the connection, by which SQS learns that nobody waits any more. */
    void cancel() {
        CompletableFuture<ReceiveMessageResponse> sent = response;
        if (sent != null) {
            sent.cancel(true);
        }
    }
}
