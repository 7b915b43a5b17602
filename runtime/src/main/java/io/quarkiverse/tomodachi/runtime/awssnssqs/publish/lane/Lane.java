package io.quarkiverse.tomodachi.runtime.awssnssqs.publish.lane;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;

import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallFailure.Kind;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.CallLimits;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.call.Threads;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.message.Publication;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Destination;
import io.quarkiverse.tomodachi.runtime.awssnssqs.publish.target.Route;
import io.quarkiverse.tomodachi.runtime.message.publish.OutcomeThreads;

/**
 * What goes to one topic or queue. A message goes at once, alone, when no call is under way. While there are calls, others
 * collect: they go together when they fill a batch, which is sent by the thread that fills it, when the last call has ended, or
 * when they have waited a short time. FIFO ones go when any call has ended, since that is what their groups wait for.
 */
public final class Lane {

    private static final Runnable NOTHING = () -> {
    };

    private final Destination destination;
    private final ScheduledExecutorService thread;
    private final OutcomeThreads outcomes;
    private final CallLimits limits;
    private final IntConsumer sizes;
    private final Backlog backlog;
    private final SendPace pace = new SendPace();
    private final Alarm alarm;
    private final Collecting collecting;
    private volatile Route route;
    private boolean finding;
    /** How many lists of messages wait alone for another attempt. */
    private int repeating;
    private volatile boolean retired;

    /**
     * @param threads where calls are followed up
     * @param sizes told how many messages each call carries
     */
    public Lane(Destination destination, Threads threads, IntConsumer sizes) {
        this.destination = destination;
        this.thread = threads.calls();
        this.outcomes = threads.outcomes();
        this.limits = threads.limits();
        this.sizes = sizes;
        // not on the thread of all deadlines, as the client may have to wait for credentials
        this.alarm = new Alarm(thread, () -> outcomes.follow(this::pump));
        this.collecting = new Collecting(alarm);
        this.backlog = destination.isFifo() ? new GroupBacklog() : new StandardBacklog();
    }

    /** @return whether the message was taken; another lane has to take it if not */
    public boolean add(Publication publication) {
        Route known = route;
        if (known != null) {
            // has it written by the caller, not under the lock
            known.bytes(publication);
        }
        Runnable call;
        synchronized (this) {
            if (retired) {
                return false;
            }
            backlog.add(publication);
            call = next(false);
        }
        make(call);
        return true;
    }

    /** Takes no message from now on, if there is none here; then another lane may take its place, and order is kept. */
    synchronized boolean retire() {
        retired |= !finding && !pace.isBusy() && repeating == 0 && backlog.peek() == null;
        return retired;
    }

    public boolean isRetired() {
        return retired;
    }

    /** Makes the calls that are due. */
    private void pump() {
        make(next(false));
    }

    /** Makes a call, and others that are due. */
    private void make(Runnable first) {
        Runnable call = first;
        while (call != null) {
            call.run();
            call = next(false);
        }
    }

    private synchronized Runnable next(boolean callEnded) {
        Publication first = backlog.peek();
        if (first == null || finding) {
            return null;
        }
        // a new message is tried at least once, however short its time is
        long pause = first.failures() > 0 ? pace.pauseNanos() : 0;
        if (pause > 0) {
            backlog.purge();
            alarm.in(pause);
            return null;
        }
        if (route == null) {
            finding = true;
            return () -> outcomes.follow(this::find);
        }
        if (!pace.allowsCall() || !(callEnded && destination.isFifo()) && collects(first)) {
            return null;
        }
        List<Publication> batch = Batches.take(backlog, route);
        if (batch == null) {
            // the limits are read again with the route
            route = null;
            return NOTHING;
        }
        if (batch.isEmpty()) {
            return NOTHING;
        }
        pace.begin();
        Route to = route;
        return () -> send(to, batch);
    }

    private boolean collects(Publication first) {
        return pace.isBusy() && backlog.ready() < Route.BATCH_SIZE && first.failures() == 0 && collecting.hasTime(first);
    }

    private void find() {
        CallLimits.begin(() -> destination.find().thenApply(Function.<Route> identity()))
                .whenComplete((found, failure) -> outcomes.follow(() -> found(found, failure)));
    }

    private void found(Route found, Throwable failure) {
        synchronized (this) {
            finding = false;
            if (failure == null) {
                route = found;
            } else {
                notFound(CallFailure.ofLookUp(failure));
            }
        }
        pump();
    }

    private void notFound(CallFailure failure) {
        boolean again = failure.mayGoWell();
        if (again) {
            pace.failed(failure.kind() == Kind.THROTTLED);
        }
        List<Publication> waiting = new ArrayList<>();
        for (Publication next = backlog.peek(); next != null; next = backlog.peek()) {
            waiting.add(backlog.poll());
            next.failed(failure);
            if (!again) {
                next.refuse(failure);
                backlog.done(next);
            }
        }
        if (again) {
            putBack(waiting);
        }
    }

    private void send(Route to, List<Publication> batch) {
        long nanos = TimeUnit.MILLISECONDS.toNanos(1);
        long now = System.nanoTime();
        for (Publication publication : batch) {
            nanos = Math.max(nanos, publication.remainingNanos(now));
            publication.sent();
        }
        sizes.accept(batch.size());
        CallLimits.Limit limit = limits.within(Duration.ofNanos(nanos));
        CallLimits.begin(() -> to.send(batch, limit))
                .whenComplete((results, failure) -> ended(batch, results, failure));
    }

    /** On the thread that reads answers, which makes no calls, as the client may have to wait for credentials then. */
    private void ended(List<Publication> batch, List<Route.Result> results, Throwable failure) {
        Runnable call;
        synchronized (this) {
            settle(batch, results, failure);
            call = next(true);
        }
        // not under the lock, which those who publish need
        outcomes.together(() -> {
            try {
                Route.Result.tell(batch, results);
            } finally {
                if (call != null) {
                    outcomes.follow(() -> make(call));
                }
            }
        });
    }

    private void settle(List<Publication> batch, List<Route.Result> results, Throwable failure) {
        pace.end();
        if (failure == null) {
            answered(batch, results);
        } else {
            failed(batch, CallFailure.of(failure));
        }
    }

    /** Those that failed alone are tried again together, while others go on. */
    private void answered(List<Publication> batch, List<Route.Result> results) {
        List<Publication> again = new ArrayList<>();
        boolean throttled = false;
        for (int i = 0; i < batch.size(); i++) {
            Publication publication = batch.get(i);
            CallFailure failure = results.get(i).failure();
            if (failure == null) {
                backlog.done(publication);
                continue;
            }
            publication.failed(failure);
            if (failure.mayGoWell()) {
                throttled |= failure.kind() == Kind.THROTTLED;
                again.add(publication);
            } else {
                publication.refuse(failure);
                backlog.done(publication);
            }
        }
        if (throttled) {
            pace.failed(true);
        } else {
            pace.succeeded();
        }
        if (!again.isEmpty()) {
            repeating++;
            Threads.later(thread, () -> again(again), SendPace.pause(again.get(0).failures()));
        }
    }

    private void again(List<Publication> publications) {
        synchronized (this) {
            repeating--;
            putBack(publications);
        }
        outcomes.follow(this::pump);
    }

    private void failed(List<Publication> batch, CallFailure failure) {
        batch.forEach(publication -> publication.failed(failure));
        if (failure.mayGoWell()) {
            pace.failed(failure.kind() == Kind.THROTTLED);
            putBack(batch);
            return;
        }
        List<Publication> again = new ArrayList<>();
        for (Publication publication : batch) {
            if (failure.kind() == Kind.GONE && publication.lookUpAgain()) {
                again.add(publication);
            } else if (failure.kind() == Kind.REFUSED && batch.size() > 1) {
                // one of them may be to blame
                publication.leaveAlone();
                again.add(publication);
            } else {
                publication.refuse(failure);
                backlog.done(publication);
            }
        }
        if (failure.kind() == Kind.GONE && !again.isEmpty()) {
            route = null;
            destination.forget();
        }
        putBack(again);
    }

    private void putBack(List<Publication> batch) {
        for (int i = batch.size() - 1; i >= 0; i--) {
            if (batch.get(i).isDone()) {
                backlog.done(batch.get(i));
            } else {
                backlog.putBack(batch.get(i));
            }
        }
    }
}
