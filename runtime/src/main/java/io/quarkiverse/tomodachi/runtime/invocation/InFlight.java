package io.quarkiverse.tomodachi.runtime.invocation;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

/** Counts running handlers, so that termination can wait for them. */
@Singleton
public class InFlight {

    private final Pending requests = new Pending();
    /** Other handlers, and messages. */
    private final Pending work = new Pending();
    private final AtomicLong outcomes = new AtomicLong();

    private final Map<String, TaskCount> tasks = new ConcurrentHashMap<>();

    Pending requests() {
        return requests;
    }

    Pending work() {
        return work;
    }

    /** The calls of the handlers of a transport. */
    public TaskCount tasks(String transport) {
        return tasks.computeIfAbsent(transport, name -> new TaskCount());
    }

    /** A message is on its way to a handler, whose outcome has to be told to the broker. */
    public void beginOutcome() {
        outcomes.incrementAndGet();
        work.begin();
    }

    /** The outcome of the message was told. */
    public void endOutcome() {
        outcomes.decrementAndGet();
        work.end();
    }

    /**
     * Something else begins that {@link #drain()} waits for like for a handler.
     *
     * @return ends it; once, however often it is run
     */
    public Runnable begin() {
        AtomicBoolean running = new AtomicBoolean(true);
        work.begin();
        return () -> {
            if (running.compareAndSet(true, false)) {
                work.end();
            }
        };
    }

    /** All handlers that run. */
    public long running() {
        return requests.count() + runningWork();
    }

    /** The handlers that {@link #drain()} waits for. */
    public long runningWork() {
        return Math.max(0, work.count() - outcomes.get());
    }

    /** The handlers that {@link #drainRequests()} waits for. */
    public long runningRequests() {
        return requests.count();
    }

    /** Messages whose outcome was not told yet. */
    public long outcomes() {
        return outcomes.get();
    }

    /**
     * Completes when no handler runs but those of requests, and all outcomes were told; to be called when nothing new begins.
     */
    public CompletionStage<Void> drain() {
        return work.drain();
    }

    /** Completes when no handler of a request runs; to be called when nothing new begins. */
    public CompletionStage<Void> drainRequests() {
        return requests.drain();
    }
}
