package io.quarkiverse.tomodachi.runtime.amqp.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
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

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Vertx vertx = Vertx.vertx();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final OutcomePlaces places = new OutcomePlaces(timer);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** Which runs nothing else meanwhile. */
    @Test
    void tellsWhoWaitsOnAWorkerContext() {
        Context context = ((VertxInternal) vertx).createWorkerContext();
        CompletableFuture<Context> seen = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            PublishOutcome outcome = places.outcome();
            timer.execute(() -> succeed(outcome));
            try {
                seen.complete(outcome.uni().map(nothing -> Vertx.currentContext()).await().atMost(LIMIT));
            } catch (RuntimeException e) {
                seen.completeExceptionally(e);
            }
        });
        assertThat(seen).succeedsWithin(LIMIT.multipliedBy(2)).isSameAs(context);
    }

    @Test
    void tellsOnTheEventLoop() {
        Context context = vertx.getOrCreateContext();
        CompletableFuture<Context> seen = new CompletableFuture<>();
        context.runOnContext(ignored -> {
            PublishOutcome outcome = places.outcome();
            outcome.uni().subscribe()
                    .with(nothing -> seen.complete(Context.isOnEventLoopThread() ? Vertx.currentContext() : null));
            timer.execute(() -> succeed(outcome));
        });
        assertThat(seen).succeedsWithin(LIMIT).isSameAs(context);
    }

    /** Somebody may wait for them. */
    @Test
    void outcomesAreToldWhenTheContextsOfThoseWhoAskHaveEnded() throws Exception {
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

    private static void succeed(PublishOutcome outcome) {
        if (outcome.succeed()) {
            OutcomePlaces.tell(List.of(outcome));
        }
    }
}
