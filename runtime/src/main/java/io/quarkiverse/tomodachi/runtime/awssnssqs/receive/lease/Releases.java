package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Answer;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryBatcher.Window;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.EntryRefusedException;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.receipt.Visibility;
import io.quarkiverse.tomodachi.runtime.awssnssqs.receive.trouble.AwsFailures;

/**
 * Has messages of one queue become visible at a time, in batches. That is tried on for as long as they are hidden: afterwards
 * they may be somebody else's, whose handler might still run when they become visible once more.
 */
public final class Releases {

    private static final Duration WINDOW = Duration.ofMillis(50);
    private static final Duration RETRY_DELAY = Duration.ofMillis(250);

    private final Leases leases;
    private final EntryBatcher<Release> releases;
    /** Those that wait for the end of a call that hides the message. */
    private final Set<CompletableFuture<Void>> waiting = ConcurrentHashMap.newKeySet();

    public Releases(Leases leases, ScheduledExecutorService timer) {
        this.leases = leases;
        this.releases = new EntryBatcher<>(this::send, timer, Window.of(WINDOW), RETRY_DELAY, Leases.LONGEST);
    }

    /**
     * @param delay after which the message is to be visible, from now
     * @return completes when SQS knows; fails if it will not, so that the message becomes visible when its lease ends, or is
     *         already
     */
    public CompletionStage<Void> release(Lease lease, Duration delay) {
        CompletableFuture<Void> told = new CompletableFuture<>();
        Release release = new Release(lease, leases.now().plus(delay));
        CompletableFuture<Void> added = leases.leave(lease).toCompletableFuture()
                .thenRun(() -> releases.add(release, problem -> told(lease, problem, told)));
        if (!added.isDone()) {
            waiting.add(added);
            added.whenComplete((done, failure) -> waiting.remove(added));
        }
        return told;
    }

    private void told(Lease lease, Throwable problem, CompletableFuture<Void> told) {
        leases.end(lease);
        if (problem == null) {
            told.complete(null);
        } else {
            told.completeExceptionally(problem);
        }
    }

    /** Makes one call for those that are still hidden. */
    private CompletionStage<Answer> send(List<Release> batch) {
        Map<Integer, Throwable> failures = new HashMap<>();
        List<Visibility> changes = new ArrayList<>(batch.size());
        List<Integer> positions = new ArrayList<>(batch.size());
        for (int position = 0; position < batch.size(); position++) {
            Release release = batch.get(position);
            if (release.lease().isLost()) {
                failures.put(position, new EntryRefusedException("it is visible already", null));
            } else {
                changes.add(leases.visibleAt(release.lease(), release.time()));
                positions.add(position);
            }
        }
        if (changes.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(failures));
        }
        return leases.change(changes).handle((answer, failure) -> {
            for (int change = 0; change < changes.size(); change++) {
                Throwable problem = failure == null ? answer.failures().get(change) : refusal(failure);
                if (problem != null) {
                    failures.put(positions.get(change), problem);
                }
            }
            return new Answer(failures);
        });
    }

    /** What may not be done needs not be tried on: the message is hidden as it is, and others are to be received. */
    private static Throwable refusal(Throwable failure) {
        Throwable cause = AwsFailures.unwrap(failure);
        return AwsFailures.isDenied(cause) ? new EntryRefusedException(AwsFailures.reason(cause), cause) : cause;
    }

    /** How many SQS was not yet told of. */
    public int unsettled() {
        return releases.unsettled();
    }

    public void flush() {
        releases.flush();
    }

    /** Completes when SQS knows of all, those included that wait for another call. */
    public CompletionStage<Void> drain() {
        return CompletableFuture.allOf(waiting.toArray(CompletableFuture[]::new)).thenCompose(added -> releases.drain());
    }

    /** @param time when the message is to be visible */
    private record Release(Lease lease, Instant time) {
    }
}
