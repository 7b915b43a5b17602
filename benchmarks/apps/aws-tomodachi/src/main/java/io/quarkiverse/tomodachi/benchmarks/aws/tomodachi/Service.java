package io.quarkiverse.tomodachi.benchmarks.aws.tomodachi;

import io.quarkiverse.tomodachi.AwsSnsSqs;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

@TomodachiService(value = "benchmark", envelope = NoEnvelope.class)
public class Service {

    /** How many messages are handled at a time, by threads and in all. */
    private static final int WORKERS = 20;
    private static final int IN_FLIGHT = 100;

    private final Progress consumed = Progress.of("consume");
    private final Progress consumedByWorkers = Progress.of("consume-worker");
    private final Progress consumedByVirtualThreads = Progress.of("consume-virtual");

    @AwsSnsSqs(queueName = "consume", concurrency = IN_FLIGHT)
    Uni<Void> consume(String body) {
        consumed.handled(body.length());
        return Uni.createFrom().voidItem();
    }

    @AwsSnsSqs(queueName = "consume-worker", concurrency = WORKERS)
    void consumeOnWorker(String body) {
        consumedByWorkers.handled(body.length());
    }

    @AwsSnsSqs(queueName = "consume-virtual", concurrency = IN_FLIGHT)
    @RunOnVirtualThread
    void consumeOnVirtualThread(String body) {
        consumedByVirtualThreads.handled(body.length());
    }
}
