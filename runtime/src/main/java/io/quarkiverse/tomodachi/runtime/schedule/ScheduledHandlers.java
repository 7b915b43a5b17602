package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.List;

/** The scheduled handlers of the application. */
public record ScheduledHandlers(List<ScheduledHandler> all) {
}
