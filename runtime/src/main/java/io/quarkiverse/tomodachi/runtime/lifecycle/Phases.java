package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;

import io.smallrye.mutiny.CompositeException;
import io.smallrye.mutiny.Uni;

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
        List<Throwable> causes = failures.getCauses();
        Throwable first = causes.get(0);
        for (Throwable other : causes.subList(1, causes.size())) {
            if (other != first) {
                first.addSuppressed(other);
            }
        }
        return first;
    }
}
