package io.quarkiverse.tomodachi.runtime.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.spi.ExecutionModel;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.smallrye.common.vertx.VertxContext;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.impl.ContextInternal;

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
        return new DispatchInvoker(new RootContexts(vertx), new ExecutionPlace(model, workers),
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

    /** Messages follow each other: no thread is looked for, and none is kept for ever. */
    @Test
    void goesOnWithWhatTheEndOfACallLeadsTo() throws Exception {
        for (ExecutionModel model : new ExecutionModel[] { ExecutionModel.EVENT_LOOP, ExecutionModel.WORKER }) {
            Chain chain = new Chain(model);
            chain.next();
            chain.done.get(10, TimeUnit.SECONDS);

            assertThat(chain.contexts).hasSize(Chain.CALLS).doesNotHaveDuplicates();
            assertThat(chain.turns()).containsExactly(16, 16, 1);
            assertThat(chain.handedOver).hasValue(model == ExecutionModel.WORKER ? 3 : 0);
        }
    }

    /** Or it would wait for that call, though other threads are free. */
    @Test
    void leavesWhatComesInTheMidstOfACallToOthers() throws Exception {
        CompletableFuture<Object> inner = new CompletableFuture<>();
        ExecutionPlace place = new ExecutionPlace(ExecutionModel.WORKER, workers);
        AtomicReference<HandlerInvoker> invoker = new AtomicReference<>();
        AtomicBoolean first = new AtomicBoolean(true);
        invoker.set(new DispatchInvoker(new RootContexts(vertx), place, invocation -> {
            if (first.getAndSet(false)) {
                invoker.get().invoke(new Invocation() {
                }).thenAccept(inner::complete);
                inner.join();
            }
            return CompletableFuture.completedFuture("done");
        }));

        assertThat(invoker.get().invoke(new Invocation() {
        }).toCompletableFuture().get(10, TimeUnit.SECONDS)).isEqualTo("done");
    }

    /** Whoever waits for the call is told, and it does not count as running for ever. */
    @Test
    void tellsWhyACallCannotBegin() throws Exception {
        Vertx closed = Vertx.vertx();
        RootContexts roots = new RootContexts(closed);
        closed.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        workers.shutdown();
        InFlight inFlight = new InFlight();
        for (ExecutionModel model : new ExecutionModel[] { ExecutionModel.EVENT_LOOP, ExecutionModel.WORKER }) {
            HandlerInvoker invoker = new InFlightInvoker(inFlight, inFlight.tasks("test"),
                    new DispatchInvoker(roots, new ExecutionPlace(model, workers), invocation -> null));
            AtomicReference<Runnable> call = new AtomicReference<>();
            CompletableFuture<Object> result = invoker.invoke(new Invocation() {
                @Override
                public void begin(Runnable handler) {
                    call.set(handler);
                }
            }).toCompletableFuture();
            assertThat(inFlight.running()).isEqualTo(1);
            call.get().run();

            assertThat(result).as(model.name()).isCompletedExceptionally();
            assertThatThrownBy(result::join).hasCauseInstanceOf(NotBegunException.class);
            assertThat(inFlight.running()).isZero();
        }
    }

    /** Calls of which each begins the next one when it ends. */
    private final class Chain {

        private static final int CALLS = 33;

        private final List<Context> contexts = new CopyOnWriteArrayList<>();
        private final AtomicInteger handedOver = new AtomicInteger();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final HandlerInvoker invoker;

        Chain(ExecutionModel model) {
            Executor counting = task -> {
                handedOver.incrementAndGet();
                workers.execute(task);
            };
            invoker = new DispatchInvoker(new RootContexts(vertx), new ExecutionPlace(model, counting), invocation -> {
                contexts.add(Vertx.currentContext());
                return CompletableFuture.completedFuture(null);
            });
        }

        void next() {
            if (contexts.size() == CALLS) {
                done.complete(null);
                return;
            }
            AtomicReference<Runnable> call = new AtomicReference<>();
            invoker.invoke(new Invocation() {
                @Override
                public void begin(Runnable handler) {
                    call.set(handler);
                }
            }).thenRun(this::next);
            call.get().run();
        }

        /** How many calls followed each other on one event loop; each turn begins on another one. */
        List<Integer> turns() {
            List<Integer> turns = new ArrayList<>();
            ContextInternal last = null;
            for (Context context : contexts) {
                ContextInternal root = ((ContextInternal) context).unwrap();
                if (root == last) {
                    turns.set(turns.size() - 1, turns.get(turns.size() - 1) + 1);
                } else {
                    turns.add(1);
                }
                last = root;
            }
            return turns;
        }
    }
}
