package io.quarkiverse.tomodachi.benchmarks.aws.smallrye;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.reactive.messaging.Incoming;

import io.quarkiverse.tomodachi.benchmarks.control.Progress;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.annotations.Blocking;

@ApplicationScoped
public class Handlers {

    private final Progress consumed = Progress.of("consume");
    private final Progress consumedByWorkers = Progress.of("consume-worker");
    private final Progress consumedByVirtualThreads = Progress.of("consume-virtual");

    @Incoming("consume")
    Uni<Void> consume(String body) {
        consumed.handled(body.length());
        return Uni.createFrom().voidItem();
    }

    @Incoming("consume-worker")
    @Blocking(value = "handlers", ordered = false)
    void consumeOnWorker(String body) {
        consumedByWorkers.handled(body.length());
    }

    @Incoming("consume-virtual")
    @RunOnVirtualThread
    void consumeOnVirtualThread(String body) {
        consumedByVirtualThreads.handled(body.length());
    }
}
