package io.quarkiverse.tomodachi.runtime.schedule;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the interval as the annotation says it. */
public record IntervalArgument() implements ArgumentResolver<ScheduleInvocation> {

    @Override
    public Object resolve(ScheduleInvocation invocation) {
        return invocation.interval();
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
