package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;

/** The wish that the application ends: of a signal, of the application itself, or because something went wrong. */
@Singleton
public class TerminationRequest {

    private static final long REACTION_MILLIS = 1000;
    private static final int NONE = -1;

    private final CompletableFuture<Void> made = new CompletableFuture<>();
    private final CompletableFuture<Void> followed = new CompletableFuture<>();
    private final AtomicInteger exitCode = new AtomicInteger(NONE);

    /**
     * Lets the main thread stop the application, so that everything is still logged. A main thread that does not wait for the
     * end, because it is still starting or has work of its own, is not asked twice: the JVM then runs its shutdown hooks, that
     * of Quarkus among them.
     *
     * @param code the exit code; that of the first request counts
     */
    void make(int code) {
        exitCode.compareAndSet(NONE, code);
        Quarkus.asyncExit(code);
        made.complete(null);
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            followed.orTimeout(REACTION_MILLIS, TimeUnit.MILLISECONDS).exceptionally(late -> {
                // would wait for ever on the thread of the timer
                new Thread(() -> System.exit(exitCode()), "exit").start();
                return null;
            });
        }
    }

    /** The termination has begun. */
    void follow() {
        followed.complete(null);
    }

    boolean isMade() {
        return made.isDone();
    }

    /** Completes when the request is made. */
    CompletableFuture<Void> made() {
        return made;
    }

    /** The exit code of a request that is made. */
    int exitCode() {
        return exitCode.get();
    }

    /** The exit code of a request, or that one if none is made. */
    int exitCodeOr(int other) {
        return isMade() ? exitCode() : other;
    }
}
