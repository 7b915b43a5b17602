package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.PublishResult;
import io.vertx.core.Vertx;

class OutcomeTest {

    private static final PublishResult RESULT = new PublishResult("id", null);

    /** Somebody may wait for it. */
    @Test
    void is_told_when_the_context_of_those_who_ask_has_ended() throws Exception {
        Outcome outcome = new Outcome("queue q", Runnable::run);
        CompletableFuture<CompletableFuture<PublishResult>> asked = new CompletableFuture<>();
        Vertx vertx = Vertx.vertx();
        vertx.getOrCreateContext()
                .runOnContext(ignored -> asked.complete(outcome.uni().subscribeAsCompletionStage()));
        CompletableFuture<PublishResult> told = asked.get(10, TimeUnit.SECONDS);
        vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);

        outcome.succeed(RESULT);
        assertThat(told.get(10, TimeUnit.SECONDS)).isEqualTo(RESULT);
    }
}
