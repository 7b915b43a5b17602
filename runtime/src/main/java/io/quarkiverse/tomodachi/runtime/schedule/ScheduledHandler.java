package io.quarkiverse.tomodachi.runtime.schedule;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/**
 * A scheduled handler with the members of its annotation, expressions not expanded; see {@code @Schedule}.
 *
 * @param name the identity if the annotation gives none
 */
public record ScheduledHandler(HandlerDescription handler, String name, Times times, Overlap overlap, int overlapLimit,
        String identity, Cluster cluster) {

    /** When it is called. */
    public record Times(String interval, String timestamp, String timezone, boolean immediately, String jitter) {
    }

    /** How replicas agree, if they do. */
    public record Cluster(boolean enabled, String lockName, String lockAtMost, String lockAtLeast) {

        /** Each replica for itself. */
        public static final Cluster NONE = new Cluster(false, "", "", "");
    }
}
