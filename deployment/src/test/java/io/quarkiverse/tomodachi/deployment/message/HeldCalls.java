package io.quarkiverse.tomodachi.deployment.message;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of a handler that end when a test lets them. */
public class HeldCalls<T> {

    /** A permit for each call that has begun. */
    public final Semaphore begun = new Semaphore(0);
    /** Takes a permit for each call that is to end. */
    public final Semaphore mayEnd = new Semaphore(0);
    /** What those that have ended were called with. */
    public final List<T> ended = new CopyOnWriteArrayList<>();
    /** How many were running at the same time. */
    public final AtomicInteger together = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();

    /** To be called by the handler. */
    public void call(T data) throws InterruptedException {
        together.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            begun.release();
            mayEnd.acquire();
            ended.add(data);
        } finally {
            running.decrementAndGet();
        }
    }
}
