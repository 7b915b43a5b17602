package io.quarkiverse.tomodachi.runtime.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

class DispatchInvokerTest {

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newCachedThreadPool();

    @AfterEach
    void close() throws Exception {
        workers.shutdown();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    /** Gives the context that the handler runs on. */
    private HandlerInvoker invoker(ExecutionModel model) {
        return new DispatchInvoker(vertx, new ExecutionPlace(model, workers),
                invocation -> CompletableFuture.completedFuture(Vertx.currentContext()));
    }

    private Context run(Context from, ExecutionModel model, Invocation invocation) throws Exception {
        CompletableFuture<Object> result = new CompletableFuture<>();
        from.runOnContext(ignored -> invoker(model).invoke(invocation).thenAccept(result::complete));
        return (Context) result.get(10, TimeUnit.SECONDS);
    }

    @Test
    void givesEachOccurrenceAContextOfItsOwn() throws Exception {
        Context other = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());
        for (ExecutionModel model : new ExecutionModel[] { ExecutionModel.EVENT_LOOP, ExecutionModel.WORKER }) {
            Context first = run(other, model, new Invocation() {
            });
            Context second = run(other, model, new Invocation() {
            });

            assertThat(VertxContext.isDuplicatedContext(first)).isTrue();
            assertThat(first).isNotSameAs(other).isNotSameAs(second);
            assertThat(second).isNotSameAs(other);
        }
    }

    @Test
    void staysOnTheContextThatTheOccurrenceCameOn() throws Exception {
        Context request = VertxContext.createNewDuplicatedContext(vertx.getOrCreateContext());

        Context context = run(request, ExecutionModel.EVENT_LOOP, new Invocation() {
            @Override
            public Context context() {
                return request;
            }
        });

        assertThat(context).isSameAs(request);
    }
}
