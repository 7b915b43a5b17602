package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigurationException;

/** How long termination waits. */
public final class GracePeriods {

    private static final Duration LIVE_RELOAD_LIMIT = Duration.ofSeconds(2);
    /** Who waits for no handler has resources to release all the same. */
    private static final Duration LEAST_OF_HOOKS = Duration.ofSeconds(5);
    /** The least that can be waited. */
    private static final Duration NONE = Duration.ofMillis(1);

    private final TomodachiConfig config;

    /** @throws ConfigurationException if a period is negative */
    public GracePeriods(TomodachiConfig config) {
        this.config = config;
        check("quarkus.tomodachi.termination-grace-period", config.terminationGracePeriod());
        config.httpServer().terminationGracePeriod()
                .ifPresent(period -> check("quarkus.tomodachi.http.termination-grace-period", period));
    }

    private static void check(String key, Duration period) {
        if (period.isNegative()) {
            throw new ConfigurationException(key + " is " + period + "; give a duration, or 0 for no wait");
        }
    }

    /** For handlers whose result nobody waits for, and for outcomes of messages. */
    public Duration ofHandlers() {
        return limited(config.terminationGracePeriod());
    }

    /** For requests. */
    public Duration ofRequests() {
        return limited(config.httpServer().terminationGracePeriod().orElse(config.terminationGracePeriod()));
    }

    /** For methods of the life cycle. */
    public Duration ofHooks() {
        Duration period = config.terminationGracePeriod();
        return limited(period.compareTo(LEAST_OF_HOOKS) < 0 ? LEAST_OF_HOOKS : period);
    }

    private static Duration limited(Duration period) {
        boolean reload = LaunchMode.current() == LaunchMode.DEVELOPMENT;
        Duration limited = reload && period.compareTo(LIVE_RELOAD_LIMIT) > 0 ? LIVE_RELOAD_LIMIT : period;
        return limited.compareTo(NONE) < 0 ? NONE : limited;
    }
}
