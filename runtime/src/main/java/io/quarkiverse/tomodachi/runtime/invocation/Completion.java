package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;

/** What follows the end of an invocation, at no cost where it has already ended. */
public final class Completion {

    private Completion() {
    }

    /** @return what the invoker gives; a failed stage where it throws, so that nobody waits for ever */
    static CompletionStage<Object> of(HandlerInvoker invoker, Invocation invocation) {
        try {
            return invoker.invoke(invocation);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(Failures.tellable(failure));
        }
    }

    /** Whether the result is known already. */
    public static boolean hasSucceeded(CompletionStage<Object> stage) {
        return stage instanceof CompletableFuture<Object> future && future.isDone() && !future.isCompletedExceptionally();
    }

    /** The result of a stage that {@linkplain #hasSucceeded(CompletionStage) has succeeded}. */
    public static Object resultOf(CompletionStage<Object> stage) {
        return ((CompletableFuture<Object>) stage).join();
    }

    /** @return a stage that completes like the given one, after the invocation was told to release what it uses */
    static CompletionStage<Object> thenRelease(CompletionStage<Object> stage, Invocation invocation, Runnable release) {
        if (stage instanceof CompletableFuture<Object> future && future.isDone()) {
            invocation.onReleased(future.isCompletedExceptionally() ? null : future.join(), release);
            return stage;
        }
        return stage.whenComplete((result, failure) -> invocation.onReleased(result, release));
    }
}
