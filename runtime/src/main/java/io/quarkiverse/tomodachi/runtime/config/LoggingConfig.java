package io.quarkiverse.tomodachi.runtime.config;

import io.quarkus.runtime.annotations.ConfigGroup;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;

/** What is told in the log. */
@ConfigGroup
public interface LoggingConfig {

    /**
     * Whether everything that is logged while a handler is called has the fields `handler`, `service` and `transport`, and
     * `message_uuid` where there is one, in the MDC.
     */
    @WithName("logging.handler-fields")
    @WithDefault("true")
    boolean handlerFields();

    /**
     * Whether the start tells what each handler listens on.
     */
    @WithName("logging.start-summary")
    @WithDefault("true")
    boolean startSummary();

    /**
     * How many handlers the start tells of; of the others it tells only how many they are.
     */
    @WithName("logging.start-summary-limit")
    @WithDefault("100")
    int startSummaryLimit();
}
