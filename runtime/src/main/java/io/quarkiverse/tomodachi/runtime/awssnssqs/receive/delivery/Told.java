package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.delivery;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/**
 * The outcome of a call that is on its way, whoever asks for it and however often, on the context of whoever asks, or on a
 * worker.
 */
final class Told {

    private Told() {
    }

    static Uni<Void> of(CompletionStage<Void> outcome) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            outcome.whenComplete((done, failure) -> {
                Runnable emission = failure == null ? () -> emitter.complete(null)
                        : () -> emitter.fail(AwsFailures.unwrap(failure));
                run(emission, context);
            });
        });
    }

    /** Never where AWS answers: what follows may block. */
    private static void run(Runnable emission, Context context) {
        if (context == null) {
            try {
                Infrastructure.getDefaultExecutor().execute(emission);
            } catch (RejectedExecutionException e) {
                // better here than never
                emission.run();
            }
        } else if (context == Vertx.currentContext()) {
            emission.run();
        } else {
            context.runOnContext(ignored -> emission.run());
        }
    }
}
