package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;

import io.quarkiverse.tomodachi.spi.Invocation;

/**
 * A scheduled time has come.
 *
 * @param invocationTime the time that was planned
 * @param due when the call was to begin, jitter included; {@code null} if it was not planned but asked for
 * @param interval the interval or timestamp as the annotation says it
 */
public record ScheduleInvocation(Instant invocationTime, Instant due, String interval) implements Invocation {

    @Override
    public String trigger() {
        return interval;
    }
}
