package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.eclipse.microprofile.config.ConfigProvider;

import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkus.runtime.LaunchMode;

/**
 * Sees to it that a packaged application comes to its end. Quarkus closes the HTTP server between the last handler and the stop
 * methods, and waits for that without limit; an event loop that somebody never leaves closes nothing.
 */
final class TerminationWatch {

    /** Beyond what is left for handlers; as long as Quarkus waits for threads that are never left. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CountDownLatch goesOn = new CountDownLatch(1);
    private final Termination termination;
    private final GracePeriods periods;
    private final TerminationRequest request;

    TerminationWatch(Termination termination, GracePeriods periods, TerminationRequest request) {
        this.termination = termination;
        this.periods = periods;
        this.request = request;
    }

    /** Nothing runs any more; the last part of the termination is to come soon. */
    void begin() {
        if (LaunchMode.current() == LaunchMode.NORMAL) {
            Thread thread = new Thread(this::watch, "tomodachi-termination");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** It has come. */
    void end() {
        goesOn.countDown();
    }

    /** Quarkus waits for requests of others, too, if it is told to. */
    Duration limit() {
        Duration handlers = periods.ofHandlers();
        Duration requests = ConfigProvider.getConfig().getOptionalValue("quarkus.shutdown.timeout", Duration.class)
                .orElse(Duration.ZERO);
        return (requests.compareTo(handlers) > 0 ? requests : handlers).plus(PATIENCE);
    }

    private void watch() {
        try {
            if (!goesOn.await(limit().toMillis(), TimeUnit.MILLISECONDS)) {
                TerminationLog.serverLeft(limit());
                termination.end();
                Runtime.getRuntime().halt(request.exitCodeOr(1));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
