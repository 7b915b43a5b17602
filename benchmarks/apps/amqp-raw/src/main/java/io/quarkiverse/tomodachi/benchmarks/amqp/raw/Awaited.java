package io.quarkiverse.tomodachi.benchmarks.amqp.raw;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.quarkiverse.tomodachi.benchmarks.control.Sender;

/** Lets a thread wait for the confirmation of a message. */
final class Awaited implements Sender.Outcome {

    private final CompletableFuture<Void> outcome = new CompletableFuture<>();

    void await() throws Exception {
        outcome.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void confirmed() {
        outcome.complete(null);
    }

    @Override
    public void failed(Throwable failure) {
        outcome.completeExceptionally(failure);
    }
}
