package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryRefusedException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;

/**
 * Keeps the messages of one queue hidden for as long as this process has them, whether their handlers run or they still wait.
 * Looked after each sixth of the visibility timeout, at least each 20 seconds, and prolonged when a third of it is over, or, of
 * a long one, when 80 seconds or half of it are left, so that there is time for another attempt, even where there is no answer
 * to the first. A call for less than ten takes others along that would need one of their own soon.
 */
public final class Leases {

    /** SQS hides a message for 12 hours at most, counted from its receive. */
    public static final Duration LONGEST = Duration.ofHours(12);

    private static final Duration SHORTEST_ROUND = Duration.ofMillis(200);
    /** So that what fails on and on is told as one trouble, which is over after 40 seconds without a failure. */
    private static final Duration LONGEST_ROUND = Duration.ofSeconds(20);
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    /** What is left of a lease when it has to be prolonged, if its timeout allows: time for three calls at least. */
    private static final Duration ENOUGH = LONGEST_ROUND.multipliedBy(4);

    private final Clock clock;
    private final BiFunction<List<Visibility>, Duration, CompletionStage<Answer>> changes;
    private final HeldLeases leases;
    private volatile Duration timeout = Duration.ofSeconds(30);

    /**
     * @param leases to be looked after
     * @param changes makes one call for ten messages at most, which ends after the given time
     */
    public Leases(Clock clock, HeldLeases leases, BiFunction<List<Visibility>, Duration, CompletionStage<Answer>> changes) {
        this.clock = clock;
        this.leases = leases;
        this.changes = changes;
    }

    /** @param seconds how long the queue hides a received message; 0 cannot be prolonged */
    public void timeout(int seconds) {
        timeout = Duration.ofSeconds(seconds);
    }

    /** The time until the next {@link #round()}. */
    public Duration interval() {
        Duration sixth = timeout.dividedBy(6);
        return sixth.compareTo(SHORTEST_ROUND) < 0 ? SHORTEST_ROUND
                : sixth.compareTo(LONGEST_ROUND) > 0 ? LONGEST_ROUND : sixth;
    }

    /** So that a call without an answer leaves time for the next round. */
    private Duration longestCall() {
        return interval().compareTo(LONGEST_CALL) < 0 ? interval() : LONGEST_CALL;
    }

    public Instant now() {
        return Instant.now(clock);
    }

    /** Until when a message is hidden that was received then. One that is never hidden is taken to be as long as can be. */
    public Instant until(Instant received) {
        return received.plus(timeout.isZero() ? LONGEST : timeout);
    }

    /** The time that all leases go by, which the clock of the machine does not change. */
    public Clock clock() {
        return clock;
    }

    /** Looks after them from now on. */
    public void begin(List<Lease> begun) {
        if (!timeout.isZero()) {
            leases.addAll(begun);
        }
    }

    /** Prolongs it no more. Completes when no call that would is on its way. */
    CompletionStage<Void> leave(Lease lease) {
        leases.remove(lease);
        lease.leave();
        return lease.changed();
    }

    public void end(Lease lease) {
        leases.remove(lease);
        lease.end();
    }

    /** Prolongs what needs it. */
    public void round() {
        Instant now = now();
        List<Lease> due = new ArrayList<>();
        List<Soon> dueSoon = new ArrayList<>();
        Duration least = least();
        Duration soon = timeout.plus(least).dividedBy(2);
        for (Lease lease : leases.all()) {
            if (!now.isBefore(lease.until())) {
                lose(lease, now.isBefore(lease.received().plus(LONGEST).minus(SECOND.multipliedBy(2)))
                        ? "its visibility timeout could not be prolonged in time"
                        : "SQS hides a message for 12 hours at most");
                continue;
            }
            Duration left = Duration.between(now, lease.until());
            if (isLate(left)) {
                lease.endsSoon();
            }
            if (left.compareTo(soon) < 0 && canBeProlonged(lease, now)) {
                if (left.compareTo(least) < 0) {
                    due.add(lease);
                } else {
                    dueSoon.add(new Soon(lease, left));
                }
            }
        }
        dueSoon.sort(Comparator.comparing(Soon::left));
        prolong(due, dueSoon, now);
    }

    /**
     * Whatever happens, changes that begin here end: what becomes of messages waits for that, and the next round tries again.
     */
    private void prolong(List<Lease> due, List<Soon> dueSoon, Instant now) {
        List<Lease> changing = new ArrayList<>(due.size() + EntryBatcher.BATCH_SIZE);
        int called = 0;
        try {
            for (Lease lease : due) {
                if (lease.beginChange()) {
                    changing.add(lease);
                }
            }
            fill(changing, dueSoon);
            while (called < changing.size()) {
                int end = Math.min(changing.size(), called + EntryBatcher.BATCH_SIZE);
                prolong(changing.subList(called, end), now);
                called = end;
            }
        } finally {
            for (; called < changing.size(); called++) {
                changing.get(called).endChange();
            }
        }
    }

    /** What has less time left is prolonged. */
    private Duration least() {
        Duration half = timeout.dividedBy(2);
        Duration most = timeout.multipliedBy(2).dividedBy(3);
        return half.compareTo(ENOUGH) > 0 ? half : most.compareTo(ENOUGH) > 0 ? ENOUGH : most;
    }

    /** What could be prolonged was in the round before. */
    private boolean isLate(Duration left) {
        return left.compareTo(least().minus(interval())) < 0;
    }

    /** Whether SQS would add what is worth a call. */
    private boolean canBeProlonged(Lease lease, Instant now) {
        int seconds = seconds(lease, timeout, now);
        Instant until = now.plusSeconds(seconds);
        return until.isAfter(seconds < timeout.toSeconds() ? lease.until().plus(SECOND) : lease.until());
    }

    /** Costs no call: those that have the least time left take the places that are free in the last one. */
    private static void fill(List<Lease> due, List<Soon> dueSoon) {
        int free = Math.floorMod(-due.size(), EntryBatcher.BATCH_SIZE);
        for (Soon soon : dueSoon) {
            if (free > 0 && soon.lease().beginChange()) {
                due.add(soon.lease());
                free--;
            }
        }
    }

    /** As long as SQS allows; whole seconds, so that it does not refuse the last one. */
    private static int seconds(Lease lease, Duration wanted, Instant now) {
        long left = LONGEST.minus(Duration.between(lease.received(), now)).minus(SECOND).toSeconds();
        return (int) Math.max(0, Math.min(wanted.toSeconds(), left));
    }

    /** What has a message become visible at that time, as near to it as SQS allows, and not before. */
    Visibility visibleAt(Lease lease, Instant time) {
        Instant now = now();
        Duration left = Duration.ofSeconds(wholeSeconds(Duration.between(now, time)));
        return new Visibility(lease.receiptHandle(), seconds(lease, left, now));
    }

    /**
     * Makes one call, which leaves time for others. Whatever happens, it ends: what becomes of messages waits for that.
     */
    CompletionStage<Answer> change(List<Visibility> entries) {
        try {
            return changes.apply(entries, longestCall());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void prolong(List<Lease> due, Instant now) {
        List<Visibility> entries = due.stream()
                .map(lease -> new Visibility(lease.receiptHandle(), seconds(lease, timeout, now))).toList();
        change(entries).whenComplete((answer, failure) -> {
            for (int position = 0; position < due.size(); position++) {
                try {
                    Throwable problem = failure == null ? answer.failures().get(position) : AwsFailures.unwrap(failure);
                    changed(due.get(position), now.plusSeconds(entries.get(position).seconds()), problem);
                } catch (RuntimeException | Error e) {
                    // for lack of memory; the next round finds it as it was
                } finally {
                    due.get(position).endChange();
                }
            }
        });
    }

    /** What failed otherwise is tried again in the next round. */
    private void changed(Lease lease, Instant until, Throwable problem) {
        if (problem == null) {
            lease.until(until);
        } else if (problem instanceof EntryRefusedException) {
            lose(lease, problem.getMessage());
        }
    }

    private void lose(Lease lease, String reason) {
        leases.remove(lease);
        lease.lose(reason);
    }

    /**
     * Hides a message for a time from now, which may be shorter than before; later rounds prolong it as ever.
     *
     * @return fails if the message would be hidden for more than 12 hours, or is no longer hidden at all
     */
    public CompletionStage<Void> hide(Lease lease, Duration time) {
        if (lease.isLeaving()) {
            return CompletableFuture.failedFuture(new IllegalStateException("The outcome of the message was told already"));
        }
        if (lease.beginChange()) {
            try {
                return hideNow(lease, time).whenComplete((done, failure) -> lease.endChange());
            } catch (RuntimeException | Error e) {
                lease.endChange();
                throw e;
            }
        }
        // SQS goes by the call that it gets last
        return lease.changed().thenCompose(quiet -> hide(lease, time));
    }

    private CompletionStage<Void> hideNow(Lease lease, Duration time) {
        Instant now = now();
        if (lease.isLost()) {
            return CompletableFuture.failedFuture(new IllegalStateException("The message is no longer kept from others"));
        }
        long seconds = time.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : wholeSeconds(time);
        if (time.isNegative() || seconds > seconds(lease, LONGEST, now)) {
            return CompletableFuture.failedFuture(new IllegalArgumentException("The time " + time
                    + " is not possible; SQS hides a message for 0 seconds to 12 hours, counted from its receive"));
        }
        return change(List.of(new Visibility(lease.receiptHandle(), (int) seconds))).thenCompose(answer -> {
            Throwable problem = answer.failures().get(0);
            changed(lease, now.plusSeconds(seconds), problem);
            if (isLate(time)) {
                lease.endsSoon();
            }
            return problem == null ? CompletableFuture.completedFuture(null) : CompletableFuture.failedFuture(problem);
        });
    }

    /** One that is not due yet, with the time that it had left when it was looked at. */
    private record Soon(Lease lease, Duration left) {
    }

    /** Rounded up. */
    static long wholeSeconds(Duration time) {
        return time.isNegative() ? 0 : time.plusSeconds(1).minusNanos(1).toSeconds();
    }
}
