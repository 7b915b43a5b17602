package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.VertxInternal;

class OutcomePlacesTest {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutcomePlaces places = new OutcomePlaces(timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    /** Somebody may wait for them. */
    @Test
    void outcomesAreToldWhenTheContextsOfThoseWhoAskHaveEnded() throws Exception {
        Vertx vertx = Vertx.vertx();
        List<PublishOutcome> outcomes = new ArrayList<>();
        for (Context context : List.of(vertx.getOrCreateContext(), ((VertxInternal) vertx).createWorkerContext())) {
            CompletableFuture<PublishOutcome> made = new CompletableFuture<>();
            context.runOnContext(ignored -> made.complete(places.outcome()));
            outcomes.add(made.get(10, TimeUnit.SECONDS));
        }
        List<CompletableFuture<Void>> told = outcomes.stream().map(outcome -> outcome.stage().toCompletableFuture()).toList();
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);

        outcomes.forEach(PublishOutcome::succeed);
        OutcomePlaces.tell(outcomes);
        for (CompletableFuture<Void> outcome : told) {
            outcome.get(10, TimeUnit.SECONDS);
        }
    }
}
