package io.quarkiverse.tomodachi.runtime.schedule.cluster;

import java.time.Instant;

/**
 * A reason to call a scheduled method.
 *
 * @param time the planned time
 * @param due when the call was to begin, jitter included; {@code null} if that was not planned, as of a call at the start
 * @param following the planned time after it, {@code null} if there is none
 * @param outOfTurn whether it was asked for instead of planned
 */
public record Occasion(Instant time, Instant due, Instant following, boolean outOfTurn) {
}
