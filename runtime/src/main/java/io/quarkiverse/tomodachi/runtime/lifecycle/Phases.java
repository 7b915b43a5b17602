package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;

/** Puts the steps of a phase together. */
final class Phases {

    private Phases() {
    }

    /** Completes when all steps have ended. If some failed, fails with the first failure, the others suppressed by it. */
    static Uni<Void> all(List<Uni<Void>> steps) {
        if (steps.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (steps.size() == 1) {
            return steps.get(0);
        }
        return Uni.join().all(steps.toArray(Uni[]::new)).andCollectFailures().replaceWithVoid()
                .onFailure(CompositeException.class).transform(failure -> first((CompositeException) failure));
    }

    private static Throwable first(CompositeException failures) {
        return first(failures.getCauses());
    }

    /** @return the first failure, the others suppressed by it */
    static <T extends Throwable> T first(List<T> causes) {
        T first = causes.get(0);
        for (T other : causes.subList(1, causes.size())) {
            if (other != first) {
                first.addSuppressed(other);
            }
        }
        return first;
    }

    /**
     * By a timer of the JVM, which waits for no thread that the step may never leave.
     *
     * @param limit how long the step may take; 0 for as long as it does
     * @param late tells what has not ended by then
     */
    static Uni<Void> limited(Uni<Void> step, Duration limit, Supplier<Throwable> late) {
        if (limit.isZero()) {
            return step;
        }
        return Uni.createFrom().completionStage(
                () -> step.subscribeAsCompletionStage().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS))
                .onFailure(TimeoutException.class).recoverWithUni(
                        () -> Uni.createFrom().<Void> failure(late).emitOn(Infrastructure.getDefaultExecutor()));
    }
}
