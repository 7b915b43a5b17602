package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.time.Instant;

/**
 * A reason to call a scheduled method.
 *
 * @param time the planned time
 * @param following the planned time after it, {@code null} if there is none
 * @param outOfTurn whether it was asked for instead of planned
 */
public record Occasion(Instant time, Instant following, boolean outOfTurn) {
}
