package io.quarkiverse.tomodachi.runtime.awssnssqs.receive.lease;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;

/** The time for which one received message is hidden from others. */
public final class Lease {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.awssnssqs");

    private static final CompletableFuture<Void> NO_CHANGE = CompletableFuture.completedFuture(null);

    private final Clock clock;
    private final String receiptHandle;
    private final Instant received;
    private final Origin origin;

    private Instant until;
    private boolean endsSoon;
    private boolean settling;
    private boolean leaving;
    private boolean ended;
    private boolean lost;
    private CompletableFuture<Void> change = NO_CHANGE;
    private List<Runnable> listeners = List.of();

    /** Of {@link HeldLeases}, under its lock. */
    boolean held;
    Lease before;
    Lease after;

    /**
     * @param clock that of the other times
     * @param until when the message becomes visible, unless that is put off
     * @param origin the message, for logs
     */
    public Lease(Clock clock, String receiptHandle, Instant received, Instant until, Origin origin) {
        this.clock = clock;
        this.receiptHandle = receiptHandle;
        this.received = received;
        this.until = until;
        this.origin = origin;
    }

    public String receiptHandle() {
        return receiptHandle;
    }

    Instant received() {
        return received;
    }

    synchronized Instant until() {
        return until;
    }

    synchronized void until(Instant time) {
        until = time;
        endsSoon = false;
    }

    /** It was not prolonged when it should have been, and may end before it is. */
    synchronized void endsSoon() {
        endsSoon = true;
    }

    /** Completes when no call that changes it is on its way. */
    synchronized CompletionStage<Void> changed() {
        return change;
    }

    /** @return whether a call may be made that changes it; if not, another one is on its way */
    synchronized boolean beginChange() {
        if (leaving || !change.isDone()) {
            return false;
        }
        change = new CompletableFuture<>();
        return true;
    }

    /** The call was answered. */
    void endChange() {
        CompletableFuture<Void> ended;
        synchronized (this) {
            ended = change;
        }
        ended.complete(null);
    }

    /** The next attempt begins with the same lease. */
    public synchronized void forgetListeners() {
        listeners = List.of();
    }

    /** From now on nobody is interested in its loss. @return whether it may end soon, so that SQS is to be told at once */
    public synchronized boolean settling() {
        settling = true;
        listeners = List.of();
        return endsSoon || !change.isDone();
    }

    /** From now on it is prolonged by nobody; the message is to become visible. */
    synchronized void leave() {
        leaving = true;
        settling();
    }

    /** From now on it does not matter. */
    public synchronized void end() {
        ended = true;
        leave();
    }

    /** Whether the outcome of its message is decided. */
    synchronized boolean isLeaving() {
        return leaving;
    }

    /** Whether the message may be delivered to others, also where nobody has noticed that yet. */
    public synchronized boolean isLost() {
        return lost || !ended && clock.millis() >= until.toEpochMilli();
    }

    /** Runs the action when the message may be delivered to others; at once if that is so already. */
    public void onLost(Runnable action) {
        synchronized (this) {
            if (!isLost()) {
                listeners = new ArrayList<>(listeners);
                listeners.add(action);
                return;
            }
        }
        run(action);
    }

    /** The message is visible, or can no longer be kept from being so. */
    public void lose(String reason) {
        List<Runnable> told;
        boolean silent;
        synchronized (this) {
            if (lost || ended) {
                return;
            }
            lost = true;
            silent = settling;
            told = listeners;
            listeners = List.of();
        }
        if (!silent) {
            LogEvent.of(LOG, Level.WARN,
                    "A message is no longer kept from others and may be delivered again while it is handled:"
                            + " %s [%s]",
                    reason, origin).with("event", "lease-lost").with(origin.fields()).with("reason", reason).write();
        }
        told.forEach(Lease::run);
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException | Error e) {
            LogEvent.of(LOG, Level.ERROR, "What a handler wants to do at the loss of its message failed").because(e).write();
        }
    }
}
