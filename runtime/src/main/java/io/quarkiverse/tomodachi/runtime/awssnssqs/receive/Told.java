package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.util.concurrent.CompletionStage;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** The outcome of a call that is on its way, whoever asks for it and however often, on the context of whoever asks. */
final class Told {

    private Told() {
    }

    static Uni<Void> of(CompletionStage<Void> outcome) {
        return Uni.createFrom().emitter(emitter -> {
            Context context = Vertx.currentContext();
            outcome.whenComplete((done, failure) -> {
                Runnable emission = failure == null ? () -> emitter.complete(null)
                        : () -> emitter.fail(AwsFailures.unwrap(failure));
                if (context == null || context == Vertx.currentContext()) {
                    emission.run();
                } else {
                    context.runOnContext(ignored -> emission.run());
                }
            });
        });
    }
}
