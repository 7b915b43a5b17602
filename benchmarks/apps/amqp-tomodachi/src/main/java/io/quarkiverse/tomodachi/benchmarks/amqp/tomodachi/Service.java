package io.quarkiverse.tomodachi.benchmarks.amqp.tomodachi;

import io.quarkiverse.tomodachi.Amqp;
import io.quarkiverse.tomodachi.AmqpPublisher;
import io.quarkiverse.tomodachi.NoEnvelope;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;

@TomodachiService(value = "benchmark", envelope = NoEnvelope.class)
public class Service {

    static final String QUEUES = "benchmark.amqp-tomodachi.";
    static final String SINK = QUEUES + "sink";

    /** Those that do not hold a thread while they wait may run as often as there are messages. */
    private static final int PREFETCH = 250;

    private final Progress consumed = Progress.of("consume");
    private final Progress consumedByWorkers = Progress.of("consume-worker");
    private final Progress consumedByVirtualThreads = Progress.of("consume-virtual");
    private final Progress forwarded = Progress.of("forward");
    private final Progress forwardedByWorkers = Progress.of("forward-worker");
    private final Progress forwardedByVirtualThreads = Progress.of("forward-virtual");

    private final AmqpPublisher amqp;

    Service(AmqpPublisher amqp) {
        this.amqp = amqp;
    }

    @Amqp(value = QUEUES + "consume", queueName = QUEUES + "consume")
    Uni<Void> consume(byte[] body) {
        consumed.handled(body.length);
        return Uni.createFrom().voidItem();
    }

    @Amqp(value = QUEUES + "consume-worker", queueName = QUEUES + "consume-worker")
    void consumeOnWorker(byte[] body) {
        consumedByWorkers.handled(body.length);
    }

    @Amqp(value = QUEUES + "consume-virtual", queueName = QUEUES + "consume-virtual")
    @RunOnVirtualThread
    void consumeOnVirtualThread(byte[] body) {
        consumedByVirtualThreads.handled(body.length);
    }

    @Amqp(value = QUEUES + "forward", queueName = QUEUES + "forward", concurrency = PREFETCH)
    Uni<Void> forward(byte[] body) {
        return amqp.publish(body, SINK).onItem().invoke(() -> forwarded.handled(body.length));
    }

    @Amqp(value = QUEUES + "forward-worker", queueName = QUEUES + "forward-worker")
    void forwardOnWorker(byte[] body) {
        amqp.publishAndAwait(body, SINK);
        forwardedByWorkers.handled(body.length);
    }

    @Amqp(value = QUEUES + "forward-virtual", queueName = QUEUES + "forward-virtual", concurrency = PREFETCH)
    @RunOnVirtualThread
    void forwardOnVirtualThread(byte[] body) {
        amqp.publishAndAwait(body, SINK);
        forwardedByVirtualThreads.handled(body.length);
    }
}
