package io.quarkiverse.tomodachi.runtime.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.junit.jupiter.api.Test;

import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.Invocation;
import io.quarkiverse.tomodachi.spi.InvocationObserver;

class ObservedInvokerTest {

    private static final HandlerDescription HANDLER = Handlers.of("org.acme.Shop#sold(String)", "amqp");

    private final List<String> events = new ArrayList<>();
    private Runnable release;

    private final Invocation invocation = new Invocation() {
        @Override
        public void prepare() {
            events.add("prepare");
        }

        @Override
        public void onReleased(Object result, Runnable toRelease) {
            release = toRelease;
        }
    };

    @Test
    void tellsOneWhatHappensInOrder() {
        CompletableFuture<Object> result = new CompletableFuture<>();
        CompletionStage<Object> told = invoker(result, observer("a")).invoke(invocation);
        assertThat(events).containsExactly("a begins shop amqp", "prepare", "a is prepared");
        told.thenRun(() -> events.add("told"));
        result.complete("x");
        assertThat(events).endsWith("a ended x null", "told");
        release.run();
        assertThat(events).endsWith("told", "a released");
    }

    @Test
    void tellsOfResultsThatAreThere() {
        invoker(CompletableFuture.completedFuture("x"), observer("a"), handler -> null, observer("b")).invoke(invocation);
        release.run();
        assertThat(events).containsExactly("a begins shop amqp", "b begins shop amqp", "prepare", "a is prepared",
                "b is prepared", "b ended x null", "a ended x null", "b released", "a released");
    }

    @Test
    void tellsWhatWasThrown() {
        CompletionStage<Object> told = invoker(CompletableFuture.failedFuture(new IllegalStateException("bad")),
                observer("a")).invoke(invocation);
        assertThat(events).endsWith("a ended null java.lang.IllegalStateException: bad");
        assertThat(told.toCompletableFuture()).isCompletedExceptionally();
        CompletableFuture<Object> later = new CompletableFuture<>();
        invoker(later.thenApply(item -> item), observer("c")).invoke(invocation);
        later.completeExceptionally(new IllegalStateException("late"));
        assertThat(events).endsWith("c ended null java.lang.IllegalStateException: late");
    }

    @Test
    void isNotThereWhereNobodyObserves() {
        assertThat(InvocationObservers.of(HANDLER, List.of())).isNull();
        assertThat(InvocationObservers.of(HANDLER, List.of(handler -> null))).isNull();
        assertThat(invoker(CompletableFuture.completedFuture("x"), handler -> call -> null).invoke(invocation)).isCompleted();
        assertThat(release).isNull();
    }

    @Test
    void ignoresFailuresOfObservers() {
        InvocationObserver bad = new InvocationObserver() {
            @Override
            public Observation begin(Invocation call) {
                return new Observation() {
                    @Override
                    public void ended(Object result, Throwable failure) {
                        throw new IllegalStateException("ended");
                    }

                    @Override
                    public void released() {
                        throw new IllegalStateException("released");
                    }
                };
            }

            @Override
            public void prepared(Invocation call) {
                throw new IllegalStateException("prepared");
            }
        };
        CompletionStage<Object> told = invoker(CompletableFuture.completedFuture("x"), handler -> bad, observer("a"),
                handler -> call -> {
                    throw new IllegalStateException("begin");
                }).invoke(invocation);
        release.run();
        assertThat(told.toCompletableFuture().join()).isEqualTo("x");
        assertThat(events).contains("a ended x null", "a released");
    }

    @Test
    void passesOnWhatTheMethodThrows() {
        CompletionStage<Object> told = invoker(call -> {
            throw new IllegalStateException("bad");
        }, observer("a")).invoke(invocation);
        assertThatThrownBy(() -> told.toCompletableFuture().join()).hasRootCauseMessage("bad");
        assertThat(events).endsWith("a ended null java.lang.IllegalStateException: bad");
    }

    private HandlerInvoker invoker(CompletionStage<Object> result, InvocationObserver.Factory... factories) {
        return invoker(call -> result, factories);
    }

    private HandlerInvoker invoker(HandlerInvoker method, InvocationObserver.Factory... factories) {
        InvocationObserver observers = InvocationObservers.of(HANDLER, List.of(factories));
        return new ObservedInvoker(observers, new PreparingInvoker(observers, method));
    }

    private InvocationObserver.Factory observer(String name) {
        return handler -> new InvocationObserver() {
            @Override
            public Observation begin(Invocation call) {
                events.add(name + " begins " + handler.service() + " " + handler.transport());
                return new Observation() {
                    @Override
                    public void ended(Object result, Throwable failure) {
                        events.add(name + " ended " + result + " " + failure);
                    }

                    @Override
                    public void released() {
                        events.add(name + " released");
                    }
                };
            }

            @Override
            public void prepared(Invocation call) {
                events.add(name + " is prepared");
            }
        };
    }
}
