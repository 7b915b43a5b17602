package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;

/**
 * Collects what SQS takes in batches: a batch goes out when it is full or its first entry has waited long enough. Entries that
 * fail are tried again without those that did not, with growing delays, until they succeed, are refused, or patience is over.
 * What is collected here are receipt handles: ten of them are far from the size that SQS takes in one call.
 *
 * @param <E> the entries
 */
public final class EntryBatcher<E> {

    /** What AWS takes in one batch. */
    public static final int BATCH_SIZE = 10;

    private static final Duration LARGEST_DELAY = Duration.ofSeconds(10);
    private static final int LARGEST_SHIFT = 16;

    private final Sender<E> sender;
    private final ScheduledExecutorService timer;
    private final Window window;
    private final Duration retryDelay;
    private final Duration patience;

    private List<Entry<E>> pending = new ArrayList<>();
    /** Whether a look at what waits is planned. It is not put off when a batch is full, which would cost more than the look. */
    private boolean looking;
    /** When that is; others that are still to come were planned before an earlier one was, and do nothing. */
    private long nextLook;
    /** Whether what waits is to go out at a time, whatever the window says. */
    private boolean hurried;
    private long latest;
    private int unsettled;
    private List<CompletableFuture<Void>> waiting = new ArrayList<>();

    /**
     * @param window says how long the first entry of a batch waits for others
     * @param retryDelay how long failed entries wait, doubled with each attempt
     * @param patience how long an entry is tried again, from when it was added
     */
    public EntryBatcher(Sender<E> sender, ScheduledExecutorService timer, Window window, Duration retryDelay,
            Duration patience) {
        this.sender = sender;
        this.timer = timer;
        this.window = window;
        this.retryDelay = retryDelay;
        this.patience = patience;
    }

    /**
     * @param told what is told once, and throws nothing: {@code null} when SQS has taken it, else why not, which is an
     *        {@link EntryRefusedException} when it never will
     */
    public void add(E value, Consumer<Throwable> told) {
        long now = System.nanoTime();
        Entry<E> entry = new Entry<>(value, told, now);
        List<Entry<E>> full = null;
        synchronized (this) {
            unsettled++;
            pending.add(entry);
            if (pending.size() == BATCH_SIZE) {
                full = take();
            } else if ((!looking || timer.isShutdown()) && !lookIn(window.more(0, unsettled), now)) {
                full = take();
            }
        }
        if (full != null) {
            send(full);
        }
    }

    /** What waits goes out within that time, whatever the window says. */
    void hurry(Duration time) {
        List<Entry<E>> batch = List.of();
        synchronized (this) {
            if (pending.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            long due = now + time.toNanos();
            if (hurried && latest - due <= 0) {
                return;
            }
            hurried = true;
            latest = due;
            boolean inTime = looking && nextLook - due <= 0;
            if (!inTime && !lookIn(due - now, now)) {
                batch = take();
            }
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    /** @return whether there will be a look: not after the end of the timer, which some outcomes may come after */
    private boolean lookIn(long nanos, long now) {
        long time = now + nanos;
        try {
            timer.schedule(() -> look(time), nanos, TimeUnit.NANOSECONDS);
            looking = true;
            nextLook = time;
        } catch (RejectedExecutionException e) {
            looking = false;
        }
        return looking;
    }

    /** Sends what has waited long enough. */
    private void look(long planned) {
        List<Entry<E>> batch = List.of();
        synchronized (this) {
            if (!looking || planned != nextLook) {
                return;
            }
            looking = false;
            if (pending.isEmpty()) {
                return;
            }
            long now = System.nanoTime();
            long left = window.more(now - pending.get(0).begin, unsettled);
            if (hurried) {
                left = Math.min(left, latest - now);
            }
            if (left <= 0 || !lookIn(left, now)) {
                batch = take();
            }
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    /** How many entries wait, are on their way or are to be tried again. */
    public synchronized int unsettled() {
        return unsettled;
    }

    /** Sends now what waits. */
    public void flush() {
        List<Entry<E>> batch;
        synchronized (this) {
            batch = take();
        }
        if (!batch.isEmpty()) {
            send(batch);
        }
    }

    /** Sends now what waits; completes when there is nothing left to send. */
    public CompletionStage<Void> drain() {
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
        List<Entry<E>> batch = pending;
        pending = new ArrayList<>();
        hurried = false;
        return batch;
    }

    private void send(List<Entry<E>> batch) {
        List<E> values = new ArrayList<>(batch.size());
        for (Entry<E> entry : batch) {
            values.add(entry.value);
        }
        CompletionStage<Answer> call;
        try {
            call = sender.send(values);
        } catch (RuntimeException | Error e) {
            call = CompletableFuture.failedFuture(e);
        }
        call.whenComplete((answer, failure) -> answered(batch, answer, failure));
    }

    private void answered(List<Entry<E>> batch, Answer answer, Throwable failure) {
        List<Entry<E>> again = new ArrayList<>(0);
        for (int position = 0; position < batch.size(); position++) {
            Entry<E> entry = batch.get(position);
            Throwable problem = failure == null ? answer.failures().get(position) : AwsFailures.unwrap(failure);
            if (problem == null || problem instanceof EntryRefusedException
                    || System.nanoTime() - entry.begin > patience.toNanos()) {
                entry.told.accept(problem);
            } else {
                entry.attempts++;
                again.add(entry);
            }
        }
        if (!again.isEmpty()) {
            later(again);
        }
        settled(batch.size() - again.size());
    }

    private void later(List<Entry<E>> again) {
        int shift = Math.min(again.get(0).attempts - 1, LARGEST_SHIFT);
        long millis = Math.min(retryDelay.toMillis() << shift, LARGEST_DELAY.toMillis());
        long delay = millis - ThreadLocalRandom.current().nextLong(millis / 4 + 1);
        try {
            timer.schedule(() -> send(again), delay, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            again.forEach(entry -> entry.told.accept(e));
            settled(again.size());
        }
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

    /** Says how long the first entry of a batch waits for others. Asked under the lock of the batcher. */
    @FunctionalInterface
    public interface Window {

        /** One that is always the same. */
        static Window of(Duration time) {
            long nanos = time.toNanos();
            return (waited, unsettled) -> nanos - waited;
        }

        /**
         * @param waited for how many nanoseconds the first entry has waited
         * @param unsettled how many entries have no outcome, those that wait included
         * @return in how many nanoseconds this is to be asked again; 0 or less when the batch is to go out
         */
        long more(long waited, int unsettled);
    }

    /** Makes the call. */
    @FunctionalInterface
    public interface Sender<E> {

        /** @return what became of the entries; fails if all of them failed */
        CompletionStage<Answer> send(List<E> entries);
    }

    /**
     * What SQS said to a batch.
     *
     * @param failures why entries failed, by their positions; those that failed with {@link EntryRefusedException} are not
     *        tried again
     */
    public record Answer(Map<Integer, Throwable> failures) {
    }

    private static final class Entry<E> {

        final E value;
        final Consumer<Throwable> told;
        final long begin;
        int attempts;

        Entry(E value, Consumer<Throwable> told, long begin) {
            this.value = value;
            this.told = told;
            this.begin = begin;
        }
    }
}
