package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.function.BooleanSupplier;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import sun.misc.Signal;

/** Makes a packaged application that is told to stop, and does so in order, end with exit code 0 instead of 128 + signal. */
final class TerminationSignals {

    /** The environment variable by which Quarkus itself is kept from handling signals. */
    private static final String DISABLED = "DISABLE_SIGNAL_HANDLERS";

    private static final long REACTION_MILLIS = 1000;

    private TerminationSignals() {
    }

    /** @param stopping tells whether the application has begun to stop */
    static void handle(BooleanSupplier stopping) {
        if (LaunchMode.current() != LaunchMode.NORMAL || System.getenv(DISABLED) != null) {
            return;
        }
        for (String name : new String[] { "TERM", "INT" }) {
            try {
                Signal.handle(new Signal(name), signal -> stop(stopping));
            } catch (IllegalArgumentException e) {
                // the JVM was told to leave signals alone (-Xrs), or the system does not have this one
            }
        }
    }

    /**
     * Lets the main thread stop the application, so that everything is still logged. A main thread that does not wait for the
     * end, because it is still starting or has work of its own, is not asked twice: the JVM then runs its shutdown hooks, that
     * of Quarkus among them.
     */
    private static void stop(BooleanSupplier stopping) {
        Quarkus.asyncExit(0);
        long deadline = System.nanoTime() + REACTION_MILLIS * 1_000_000;
        while (!stopping.getAsBoolean() && System.nanoTime() < deadline) {
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        if (!stopping.getAsBoolean()) {
            System.exit(0);
        }
    }
}
