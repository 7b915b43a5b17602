package io.quarkiverse.tomodachi.runtime.websocket;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;

/**
 * Something happened on a connection that the handler wants to be told.
 *
 * @param connected how the connection was opened, and by whom
 */
record CallbackInvocation(WebsocketInvocation connected, Callable<Uni<?>> callback) implements Invocation {

    static CompletionStage<Object> call(Invocation invocation) {
        CallbackInvocation call = (CallbackInvocation) invocation;
        try {
            call.connected().prepare();
            Uni<?> result = call.callback().call();
            return result == null ? CompletableFuture.completedFuture(null)
                    : result.<Object> map(ignored -> null).subscribeAsCompletionStage();
        } catch (Throwable failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }
}
