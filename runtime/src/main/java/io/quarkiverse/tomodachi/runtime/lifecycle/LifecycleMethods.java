package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Calls the life-cycle methods of all services. */
public class LifecycleMethods {

    private final List<LifecycleMethod> methods;

    public LifecycleMethods(List<LifecycleMethod> methods) {
        this.methods = methods;
    }

    boolean has(LifecyclePhase phase) {
        return methods.stream().anyMatch(method -> method.phase() == phase);
    }

    /**
     * Completes when all methods of the phase have ended; fails with what the first one threw, after all have ended.
     *
     * @param limit how long that may take; 0 for as long as it does. After it, fails with a {@link HangingMethodsException}
     */
    Uni<Void> call(LifecyclePhase phase, HandlerInvokers invokers, Duration limit) {
        Queue<LifecycleMethod> running = new ConcurrentLinkedQueue<>();
        List<Uni<Void>> calls = new ArrayList<>();
        for (LifecycleMethod method : methods) {
            if (method.phase() == phase) {
                running.add(method);
                calls.add(call(method, invokers)
                        .onItemOrFailure().invoke((item, failure) -> running.remove(method)));
            }
        }
        Uni<Void> all = Phases.all(calls);
        return limit.isZero() || calls.isEmpty() ? all
                : limited(all, limit, () -> new HangingMethodsException(phase, limit, List.copyOf(running)));
    }

    /** By a timer of the JVM, which waits for no thread that a method may never leave. */
    private static Uni<Void> limited(Uni<Void> all, Duration limit, Supplier<Throwable> late) {
        return Uni.createFrom().completionStage(
                () -> all.subscribeAsCompletionStage().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS))
                .onFailure(TimeoutException.class).recoverWithUni(
                        () -> Uni.createFrom().<Void> failure(late).emitOn(Infrastructure.getDefaultExecutor()));
    }

    private static Uni<Void> call(LifecycleMethod method, HandlerInvokers invokers) {
        return Uni.createFrom()
                .completionStage(
                        () -> invokers.create(method.handler()).invoke(new LifecycleInvocation(method.phase())))
                .replaceWithVoid()
                .onFailure().transform(failure -> new LifecycleMethodException(method, failure));
    }

    /** Tells which method failed. */
    static final class LifecycleMethodException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String service;

        LifecycleMethodException(LifecycleMethod method, Throwable cause) {
            super("The " + method.phase() + " method " + method.handler() + " failed: " + cause, cause);
            this.service = method.handler().service();
        }

        String service() {
            return service;
        }
    }

    /** Tells which methods have not ended in time. */
    static final class HangingMethodsException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        HangingMethodsException(LifecyclePhase phase, Duration limit, List<LifecycleMethod> methods) {
            super("The " + phase + " methods " + methods.stream().map(method -> method.handler().toString()).sorted().toList()
                    + " have not ended after " + limit);
        }
    }
}
