package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpClient;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/** The connections that belong to one event loop, on which the calls are made that use them. */
final class LoopClient {

    private final VertxInternal vertx;
    private final HttpSettings settings;
    private final int number;
    private final ContextInternal context;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger idle = new AtomicInteger();
    private volatile long lastUse;
    private long wanted;
    private HttpClient http;
    private boolean closed;

    LoopClient(VertxInternal vertx, EventLoop loop, HttpSettings settings, int number) {
        this.vertx = vertx;
        this.settings = settings;
        this.number = number;
        this.wanted = System.nanoTime() - settings.idleTime();
        this.context = vertx.createEventLoopContext(loop, null, Thread.currentThread().getContextClassLoader());
    }

    boolean isCurrent() {
        return context.nettyEventLoop().inEventLoop();
    }

    /** How many calls are under way. */
    int calls() {
        return calls.get();
    }

    /** Whether there is most likely a connection that no call uses; the server may have closed it. */
    boolean hasIdle() {
        return idle.get() > 0 && System.nanoTime() - lastUse < settings.idleTime();
    }

    /**
     * To be asked on this loop, for each call that begins on it.
     *
     * @return whether the last one was so short a time ago that its connection would still be open, had it had one of its own
     */
    boolean isWantedAgain() {
        long before = wanted;
        wanted = System.nanoTime();
        return wanted - before < settings.idleTime();
    }

    void begun() {
        calls.incrementAndGet();
        idle.updateAndGet(count -> Math.max(0, count - 1));
    }

    /** @param reusable whether its connection is still open */
    void ended(boolean reusable) {
        calls.decrementAndGet();
        if (reusable) {
            lastUse = System.nanoTime();
            idle.incrementAndGet();
        }
    }

    /**
     * Runs a task on the event loop, soon also where that is the current one: the connection of an answer that is just being
     * told is in its pool again only afterwards. It runs in a context of its own: answers must not wait for a worker thread, as
     * all of them may be waiting for answers, nor be handled with what belongs to a request of the application.
     */
    void run(Runnable task) {
        context.runOnContext(ignored -> task.run());
    }

    /** @throws IllegalStateException after the end */
    synchronized HttpClient http() {
        if (closed) {
            throw new IllegalStateException("The client is closed");
        }
        if (http == null) {
            http = vertx.createHttpClient(settings.options(number), settings.pool());
        }
        return http;
    }

    synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
    }
}
