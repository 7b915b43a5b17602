package io.quarkiverse.tomodachi.runtime.schedule;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** A scheduled handler with the members of its annotation, expressions not expanded; see {@code @Schedule}. */
public record ScheduledHandler(HandlerDescription handler, String identity, String interval, String timestamp,
        String timezone, boolean immediately) {
}
