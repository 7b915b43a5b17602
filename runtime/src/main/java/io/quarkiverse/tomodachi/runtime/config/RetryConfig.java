package io.quarkiverse.tomodachi.runtime.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import io.quarkiverse.tomodachi.Exhausted;
import io.quarkiverse.tomodachi.OnFailure;
import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;

/** Settings of what becomes of messages whose handler failed. Annotations on handlers and their classes come first. */
@ConfigGroup
public interface RetryConfig {

    /**
     * Whether a message whose handler failed is delivered again (`retry`), or logged and thrown away, which is the rule of the
     * Python library (`discard`).
     */
    @WithDefault("retry")
    OnFailure onFailure();

    /**
     * How often a message is delivered before it counts as one that will not succeed; the first delivery counts. `0` for any
     * number.
     */
    @WithDefault("10")
    int attempts();

    /**
     * How long a message waits after its first failure, 0.1 seconds at least.
     */
    @WithDefault("1S")
    Duration initialDelay();

    /**
     * The largest delay, 0.1 seconds to 12 hours.
     */
    @WithDefault("5M")
    Duration maxDelay();

    /**
     * By how much each delay is longer than the one before, 1 or more.
     */
    @WithDefault("2")
    double multiplier();

    /**
     * The part of each delay that is random, 0 to 1, so that messages that failed together do not come back together.
     */
    @WithDefault("0.2")
    double jitter();

    /**
     * Names of exception classes, such as `java.lang.IllegalArgumentException`, that no further attempt can mend. With one of
     * them, or a subclass, a message is rejected at once: to the dead-letter queue where there is one, else discarded.
     */
    Optional<List<String>> rejectOn();

    /**
     * What becomes of a message after its last attempt where there is no dead-letter queue. It waits for further attempts, each
     * after the largest delay (`keep`), or is logged and thrown away (`discard`).
     */
    @WithDefault("keep")
    Exhausted exhausted();
}
