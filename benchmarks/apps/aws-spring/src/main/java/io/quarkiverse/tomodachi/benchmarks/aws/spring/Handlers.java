package io.quarkiverse.tomodachi.benchmarks.aws.spring;

import java.util.concurrent.CompletableFuture;

import org.springframework.stereotype.Component;

import io.awspring.cloud.sqs.annotation.SqsListener;
import io.quarkiverse.tomodachi.benchmarks.control.Progress;

@Component
class Handlers {

    static final String WORKERS = "20";
    static final String IN_FLIGHT = "100";
    static final String WAIT_SECONDS = "20";

    private final Progress consumed = Progress.of("consume");
    private final Progress consumedByWorkers = Progress.of("consume-worker");

    /** With a future for a result, the container lets go of the thread. */
    @SqsListener(value = SpringClient.QUEUES + "consume", maxConcurrentMessages = IN_FLIGHT, pollTimeoutSeconds = WAIT_SECONDS)
    CompletableFuture<Void> consume(String body) {
        consumed.handled(body.length());
        return CompletableFuture.completedFuture(null);
    }

    @SqsListener(value = SpringClient.QUEUES
            + "consume-worker", maxConcurrentMessages = WORKERS, pollTimeoutSeconds = WAIT_SECONDS)
    void consumeBlocking(String body) {
        consumedByWorkers.handled(body.length());
    }
}
