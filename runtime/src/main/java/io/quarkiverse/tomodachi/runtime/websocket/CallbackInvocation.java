package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.Invocation;

/** Something happened on a connection that the handler wants to be told. */
record CallbackInvocation(Runnable callback) implements Invocation {

    static CompletionStage<Object> call(Invocation invocation) {
        try {
            ((CallbackInvocation) invocation).callback().run();
            return CompletableFuture.completedFuture(null);
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
