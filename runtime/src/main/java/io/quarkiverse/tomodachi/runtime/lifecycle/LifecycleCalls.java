package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.smallrye.mutiny.Uni;

/**
 * Calls the life-cycle methods of all services. At termination they are awaited like handlers, unless their own time is over.
 */
final class LifecycleCalls {

    private final List<LifecycleMethod> methods;
    private final HandlerInvokers invokers;
    private final InFlight inFlight;

    LifecycleCalls(LifecycleMethods methods, HandlerInvokers invokers, InFlight inFlight) {
        this.methods = methods.all();
        this.invokers = invokers;
        this.inFlight = inFlight;
    }

    boolean has(LifecyclePhase phase) {
        return methods.stream().anyMatch(method -> method.phase() == phase);
    }

    /**
     * Completes when all methods of the phase have ended; fails with what the first one threw, after all have ended.
     *
     * @param limit how long that may take; 0 for as long as it does. After it, fails with a {@link HangingMethodsException}
     */
    Uni<Void> call(LifecyclePhase phase, Duration limit) {
        Map<LifecycleMethod, Runnable> running = new ConcurrentHashMap<>();
        List<Uni<Void>> calls = new ArrayList<>();
        for (LifecycleMethod method : methods) {
            if (method.phase() == phase) {
                calls.add(call(method, running));
            }
        }
        Uni<Void> all = Phases.all(calls);
        return calls.isEmpty() ? all : Phases.limited(all, limit, () -> {
            running.values().forEach(Runnable::run);
            return new HangingMethodsException(phase, limit, running.keySet());
        });
    }

    /** @param running has the call for as long as it runs, with what ends the wait for it */
    private Uni<Void> call(LifecycleMethod method, Map<LifecycleMethod, Runnable> running) {
        return Uni.createFrom().<Object> completionStage(() -> {
            HandlerInvoker invoker = invokers.create(method.handler());
            Runnable end = inFlight.begin();
            running.put(method, end);
            return invoker.invoke(new LifecycleInvocation(method.phase()))
                    .whenComplete((result, failure) -> {
                        running.remove(method);
                        end.run();
                    });
        }).replaceWithVoid().onFailure().transform(failure -> new LifecycleMethodException(method, failure));
    }

    /** Tells which method failed. */
    static final class LifecycleMethodException extends ServiceException {

        private static final long serialVersionUID = 1L;

        LifecycleMethodException(LifecycleMethod method, Throwable cause) {
            super(method.handler().service(), "The " + method.phase() + " method " + method.handler() + " failed: " + cause,
                    cause);
        }
    }

    /** Tells which methods have not ended in time. */
    static final class HangingMethodsException extends TooLateException {

        private static final long serialVersionUID = 1L;

        HangingMethodsException(LifecyclePhase phase, Duration limit, Set<LifecycleMethod> methods) {
            super("The " + phase + " methods " + methods.stream().map(method -> method.handler().toString()).sorted().toList()
                    + " have not ended after " + limit);
        }
    }
}
