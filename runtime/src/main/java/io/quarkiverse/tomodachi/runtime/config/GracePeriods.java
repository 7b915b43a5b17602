package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** How long start and termination wait. */
@Singleton
public class GracePeriods {

    /** More cannot be counted in the smallest units. */
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration LIVE_RELOAD_LIMIT = Duration.ofSeconds(2);
    /** The least that can be waited. */
    private static final Duration NONE = Duration.ofMillis(1);

    private static final long NOT_BEGUN = 0;

    private final TomodachiConfig config;
    private final AtomicLong begin = new AtomicLong(NOT_BEGUN);

    /** @throws ConfigurationException if a period is negative, or longer than a year */
    public GracePeriods(TomodachiConfig config) {
        this.config = config;
        check("quarkus.tomodachi.start-timeout", config.startTimeout());
        check("quarkus.tomodachi.termination-grace-period", config.terminationGracePeriod());
        check("quarkus.tomodachi.stopping-timeout", config.stoppingTimeout());
        check("quarkus.tomodachi.stop-timeout", config.stopTimeout());
        config.httpServer().terminationGracePeriod()
                .ifPresent(period -> check("quarkus.tomodachi.http.termination-grace-period", period));
    }

    private static void check(String key, Duration period) {
        if (period.isNegative()) {
            throw new ConfigurationException(key + " is " + period + "; give a duration, or 0 for no wait");
        }
        if (period.compareTo(LONGEST) > 0) {
            throw new ConfigurationException(
                    key + " is " + period + "; give a duration of at most " + LONGEST.toDays() + " days");
        }
    }

    /** The termination begins: what one of its phases takes is not there for the next one. */
    public void begin() {
        begin.compareAndSet(NOT_BEGUN, Math.max(1, System.nanoTime()));
    }

    /** For the methods of each phase of the start; 0 for any time. */
    public Duration ofStart() {
        return config.startTimeout();
    }

    /** For the methods that are called when the termination begins. */
    public Duration ofStoppingMethods() {
        return limited(config.stoppingTimeout());
    }

    /** For handlers whose result nobody waits for, and for outcomes of messages: what is left of {@link #wholeOfHandlers}. */
    public Duration ofHandlers() {
        return limited(left(config.terminationGracePeriod()));
    }

    /** For those, from the beginning of the termination on. */
    public Duration wholeOfHandlers() {
        return shortened(config.terminationGracePeriod());
    }

    /** For requests. */
    public Duration ofRequests() {
        return limited(left(config.httpServer().terminationGracePeriod().orElse(config.terminationGracePeriod())));
    }

    /** For the methods that are called last. */
    public Duration ofStopMethods() {
        return limited(config.stopTimeout());
    }

    private Duration left(Duration period) {
        long begun = begin.get();
        return begun == NOT_BEGUN ? period : period.minusNanos(System.nanoTime() - begun).truncatedTo(ChronoUnit.MILLIS);
    }

    private static Duration limited(Duration period) {
        Duration limited = shortened(period);
        return limited.compareTo(NONE) < 0 ? NONE : limited;
    }

    private static Duration shortened(Duration period) {
        boolean reload = LaunchMode.current() == LaunchMode.DEVELOPMENT;
        return reload && period.compareTo(LIVE_RELOAD_LIMIT) > 0 ? LIVE_RELOAD_LIMIT : period;
    }
}
