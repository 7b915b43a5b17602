package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.concurrent.atomic.AtomicBoolean;

import io.quarkus.runtime.LaunchMode;
import sun.misc.Signal;

/**
 * Makes a packaged application that is told to stop, and does so in order, end with exit code 0 instead of 128 + signal; one
 * that
 * is told a second time ends at once.
 */
final class TerminationSignals {

    /** The environment variable by which Quarkus itself is kept from handling signals. */
    private static final String DISABLED = "DISABLE_SIGNAL_HANDLERS";

    /** What shells give as the exit code of a process that a signal ended, less the number of the signal. */
    private static final int ENDED_BY_SIGNAL = 128;

    private final AtomicBoolean received = new AtomicBoolean();
    private final TerminationRequest request;

    private TerminationSignals(TerminationRequest request) {
        this.request = request;
    }

    static void handle(TerminationRequest request) {
        if (LaunchMode.current() != LaunchMode.NORMAL || System.getenv(DISABLED) != null) {
            return;
        }
        TerminationSignals signals = new TerminationSignals(request);
        for (String name : new String[] { "TERM", "INT" }) {
            try {
                Signal.handle(new Signal(name), signals::receive);
            } catch (IllegalArgumentException e) {
                // the JVM was told to leave signals alone (-Xrs), or the system does not have this one
            }
        }
    }

    /** Called on a thread of its own. */
    private void receive(Signal signal) {
        String name = "SIG" + signal.getName();
        if (received.compareAndSet(false, true)) {
            LifecycleLog.signal(name);
            request.make(0);
        } else {
            LifecycleLog.secondSignal(name);
            Runtime.getRuntime().halt(ENDED_BY_SIGNAL + signal.getNumber());
        }
    }
}
