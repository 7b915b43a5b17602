package io.quarkiverse.tomodachi.benchmarks.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Sends full batches, for clients that do not make them by themselves; as many messages as are unconfirmed at most are a
 * multiple of what a batch takes.
 */
public abstract class BatchSender implements Sender<String> {

    private static final int BATCH = 10;

    private List<String> bodies = new ArrayList<>(BATCH);
    private List<Outcome> outcomes = new ArrayList<>(BATCH);

    @Override
    public void send(String body, Outcome outcome) {
        bodies.add(body);
        outcomes.add(outcome);
        if (bodies.size() == BATCH) {
            List<String> batch = bodies;
            List<Outcome> told = outcomes;
            bodies = new ArrayList<>(BATCH);
            outcomes = new ArrayList<>(BATCH);
            send(batch).whenComplete((failures, failure) -> tell(told, failures, failure));
        }
    }

    /**
     * Sends a batch.
     *
     * @return the entries that were refused
     */
    protected abstract CompletableFuture<? extends List<?>> send(List<String> batch);

    private static void tell(List<Outcome> outcomes, List<?> failures, Throwable failure) {
        for (Outcome outcome : outcomes) {
            if (failure == null && failures.isEmpty()) {
                outcome.confirmed();
            } else {
                outcome.failed(failure == null ? new IllegalStateException(failures.toString()) : failure);
            }
        }
    }
}
