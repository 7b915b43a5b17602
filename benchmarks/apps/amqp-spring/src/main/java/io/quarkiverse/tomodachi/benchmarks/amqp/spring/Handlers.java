package io.quarkiverse.tomodachi.benchmarks.amqp.spring;

import java.util.concurrent.CompletableFuture;

import org.springframework.amqp.rabbit.annotation.Queue;
import org.springframework.amqp.rabbit.annotation.RabbitListener;
import org.springframework.stereotype.Component;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;

@Component
class Handlers {

    private final Progress consumed = Progress.of("consume-worker");
    private final Progress forwarded = Progress.of("forward");
    private final Progress forwardedByWorkers = Progress.of("forward-worker");

    private final Sink sink;

    Handlers(Sink sink) {
        this.sink = sink;
    }

    @RabbitListener(queuesToDeclare = @Queue("benchmark.amqp-spring.consume-worker"))
    void consume(byte[] body) {
        consumed.handled(body.length);
    }

    /** With a future for a result, the container acknowledges when that completes; it wants MANUAL for that. */
    @RabbitListener(queuesToDeclare = @Queue("benchmark.amqp-spring.forward"), ackMode = "MANUAL")
    CompletableFuture<Void> forward(byte[] body) {
        return sink.send(body).thenRun(() -> forwarded.handled(body.length));
    }

    /** Waits for each confirmation; so there are as many consumers as others have workers. */
    @RabbitListener(queuesToDeclare = @Queue("benchmark.amqp-spring.forward-worker"), concurrency = "16")
    void forwardBlocking(byte[] body) {
        sink.send(body).join();
        forwardedByWorkers.handled(body.length);
    }
}
