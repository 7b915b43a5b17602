package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.smallrye.mutiny.Uni;

/** Calls the life-cycle methods of all services. */
public class LifecycleMethods {

    private final List<LifecycleMethod> methods;

    public LifecycleMethods(List<LifecycleMethod> methods) {
        this.methods = methods;
    }

    boolean has(LifecyclePhase phase) {
        return methods.stream().anyMatch(method -> method.phase() == phase);
    }

    /** Completes when all methods of the phase have ended; fails with what the first one threw, after all have ended. */
    Uni<Void> call(LifecyclePhase phase, HandlerInvokers invokers) {
        List<Uni<Void>> calls = new ArrayList<>();
        for (LifecycleMethod method : methods) {
            if (method.phase() == phase) {
                calls.add(Uni.createFrom()
                        .completionStage(() -> invokers.create(method.handler()).invoke(new LifecycleInvocation(phase)))
                        .replaceWithVoid()
                        .onFailure().transform(failure -> new LifecycleMethodException(method, failure)));
            }
        }
        return Phases.all(calls);
    }

    /** Tells which method failed. */
    static final class LifecycleMethodException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LifecycleMethodException(LifecycleMethod method, Throwable cause) {
            super("The " + method.phase() + " method " + method.handler() + " failed: " + cause, cause);
        }
    }
}
