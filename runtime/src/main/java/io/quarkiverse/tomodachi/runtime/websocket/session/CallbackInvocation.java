package io.quarkiverse.tomodachi.runtime.websocket.session;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.websocket.WebsocketInvocation;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;

/**
 * Something happened on a connection that the handler wants to be told.
 *
 * @param connected how the connection was opened, and by whom
 * @param context what it is told on
 */
public record CallbackInvocation(WebsocketInvocation connected, Callable<Uni<?>> callback, Context context)
        implements
            Invocation {

    @Override
    public String trigger() {
        return connected.trigger();
    }

    public static CompletionStage<Object> call(Invocation invocation) {
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
