package io.quarkiverse.tomodachi.runtime.awssnssqs.receive;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.jboss.logging.Logger;

/**
 * Collects what SQS takes in batches: a batch goes out when it is full or a short time after its first entry. Entries that fail
 * are tried again, alone, a few times.
 *
 * @param <E> the entries
 */
final class EntryBatcher<E> {

    /** What AWS takes in one batch. */
    static final int BATCH_SIZE = 10;

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final int ATTEMPTS = 4;

    private final String purpose;
    private final Sender<E> sender;
    private final ScheduledExecutorService timer;
    private final Duration window;
    private final Duration retryDelay;

    private List<Entry<E>> pending = new ArrayList<>();
    private ScheduledFuture<?> due;
    private int unsettled;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /**
     * @param purpose what the entries are for, to continue "… messages could not be"
     * @param window how long the first entry of a batch waits for others
     * @param retryDelay how long failed entries wait, doubled with each attempt
     */
    EntryBatcher(String purpose, Sender<E> sender, ScheduledExecutorService timer, Duration window, Duration retryDelay) {
        this.purpose = purpose;
        this.sender = sender;
        this.timer = timer;
        this.window = window;
        this.retryDelay = retryDelay;
    }

    void add(E entry) {
        List<Entry<E>> full = null;
        synchronized (this) {
            unsettled++;
            pending.add(new Entry<>(entry, 1));
            if (pending.size() == BATCH_SIZE) {
                full = take();
            } else if (due == null) {
                due = timer.schedule(this::flush, window.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        if (full != null) {
            send(full);
        }
    }

    /** Sends now what waits. */
    void flush() {
        List<Entry<E>> batch;
        synchronized (this) {
            batch = take();
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    /** Sends now what waits; completes when there is nothing left to send. */
    CompletionStage<Void> drain() {
        flush();
        synchronized (this) {
            CompletableFuture<Void> drained = new CompletableFuture<>();
            if (unsettled == 0) {
                drained.complete(null);
            } else {
                waiting.add(drained);
            }
            return drained;
        }
    }

    private synchronized List<Entry<E>> take() {
        if (due != null) {
            due.cancel(false);
            due = null;
        }
        List<Entry<E>> batch = pending;
        pending = new ArrayList<>();
        return batch;
    }

    private void send(List<Entry<E>> batch) {
        CompletionStage<Set<Integer>> call;
        try {
            call = sender.send(batch.stream().map(Entry::value).toList());
        } catch (RuntimeException e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.whenComplete((failed, failure) -> {
            Set<Integer> again = failure == null ? failed : Set.copyOf(IntStream.range(0, batch.size()).boxed().toList());
            List<Entry<E>> retries = again.stream().map(batch::get).filter(entry -> entry.attempt() < ATTEMPTS)
                    .map(entry -> new Entry<>(entry.value(), entry.attempt() + 1)).toList();
            int lost = again.size() - retries.size();
            if (lost > 0) {
                LOG.warnf(failure, "%d messages could not be %s after %d attempts", lost, purpose, ATTEMPTS);
            }
            if (!retries.isEmpty()) {
                long delay = retryDelay.toMillis() << (retries.get(0).attempt() - 2);
                timer.schedule(() -> send(retries), delay, TimeUnit.MILLISECONDS);
            }
            settled(batch.size() - retries.size());
        });
    }

    private void settled(int entries) {
        List<CompletableFuture<Void>> done = List.of();
        synchronized (this) {
            unsettled -= entries;
            if (unsettled == 0) {
                done = waiting;
                waiting = new ArrayList<>();
            }
        }
        done.forEach(drained -> drained.complete(null));
    }

    /** Makes the call. */
    @FunctionalInterface
    interface Sender<E> {

        /** @return the positions of the entries that are to be tried again; fails if all are */
        CompletionStage<Set<Integer>> send(List<E> entries);
    }

    private record Entry<E>(E value, int attempt) {
    }
}
