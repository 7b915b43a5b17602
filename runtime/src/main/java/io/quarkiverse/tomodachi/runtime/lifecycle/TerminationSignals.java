package io.quarkiverse.tomodachi.runtime.lifecycle;

import io.quarkus.runtime.LaunchMode;
import sun.misc.Signal;

/** Makes a packaged application that is told to stop, and does so in order, end with exit code 0 instead of 128 + signal. */
final class TerminationSignals {

    /** The environment variable by which Quarkus itself is kept from handling signals. */
    private static final String DISABLED = "DISABLE_SIGNAL_HANDLERS";

    private TerminationSignals() {
    }

    static void handle() {
        if (LaunchMode.current() != LaunchMode.NORMAL || System.getenv(DISABLED) != null) {
            return;
        }
        for (String name : new String[] { "TERM", "INT" }) {
            try {
                // what the JVM does by itself, the exit code apart: its shutdown hooks run, that of Quarkus among them
                Signal.handle(new Signal(name), signal -> System.exit(0));
            } catch (IllegalArgumentException e) {
                // the JVM was told to leave signals alone (-Xrs), or the system does not have this one
            }
        }
    }
}
