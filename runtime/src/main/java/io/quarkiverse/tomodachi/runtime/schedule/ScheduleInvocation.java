package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;

import io.quarkiverse.tomodachi.spi.Invocation;

/**
 * A scheduled time has come.
 *
 * @param invocationTime the time that was planned
 * @param interval the interval or timestamp as the annotation says it
 */
public record ScheduleInvocation(Instant invocationTime, String interval) implements Invocation {

    @Override
    public String trigger() {
        return interval;
    }
}
