package io.quarkiverse.tomodachi.runtime.awssnssqs.http;

import java.util.concurrent.atomic.AtomicInteger;

import io.netty.channel.EventLoop;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.impl.ContextInternal;
import io.vertx.core.impl.VertxInternal;

/** The connections that belong to one event loop, on which the calls are made that use them. */
final class LoopClient {

    private final VertxInternal vertx;
    private final HttpSettings settings;
    private final int number;
    private final ContextInternal context;
    private final AtomicInteger calls = new AtomicInteger();
    private final AtomicInteger connections = new AtomicInteger();
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

    /** Whether there is a connection that no call uses. */
    boolean hasIdle() {
        return connections.get() > calls.get();
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
    }

    void ended() {
        calls.decrementAndGet();
    }

    /**
     * Runs a task on the event loop, soon also where that is the current one: the connection of an answer that is just being
     * told is in its pool again only afterwards. It runs in a context of its own: answers must not wait for a worker thread, as
     * all of them may be waiting for answers, nor be handled with what belongs to a request of the application.
     *
     * @throws IllegalStateException after the end of Vert.x, whose contexts drop tasks then
     */
    void run(Runnable task) {
        if (context.nettyEventLoop().isShuttingDown()) {
            throw new IllegalStateException("Vert.x is closed");
        }
        context.runOnContext(ignored -> task.run());
    }

    /** @throws IllegalStateException after the end */
    synchronized HttpClient http() {
        if (closed) {
            throw new IllegalStateException("The client is closed");
        }
        if (http == null) {
            http = vertx.createHttpClient(settings.options(number), settings.pool());
            http.connectionHandler(this::connected);
        }
        return http;
    }

    private void connected(HttpConnection connection) {
        connections.incrementAndGet();
        connection.closeHandler(ignored -> connections.decrementAndGet());
        // calls have their failures; Vert.x would write those of the connection to the log as well
        connection.exceptionHandler(ignored -> {
        });
    }

    synchronized void close() {
        closed = true;
        if (http != null) {
            http.close();
        }
    }
}
