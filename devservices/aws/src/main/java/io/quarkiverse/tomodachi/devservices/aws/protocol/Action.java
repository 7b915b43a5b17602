package io.quarkiverse.tomodachi.devservices.aws.protocol;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An operation of a service. */
@FunctionalInterface
public interface Action {

    /** The output, now or later; fails with {@link ServiceError}. */
    CompletionStage<ObjectNode> run(Call call);

    /** An action that has its output at once. */
    static Action immediate(Function<Call, ObjectNode> function) {
        return call -> CompletableFuture.completedFuture(function.apply(call));
    }
}
