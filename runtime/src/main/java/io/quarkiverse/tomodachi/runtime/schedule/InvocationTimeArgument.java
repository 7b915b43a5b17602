package io.quarkiverse.tomodachi.runtime.schedule;

import io.quarkiverse.tomodachi.spi.ArgumentResolver;

/** Gives the time that was planned. */
public record InvocationTimeArgument() implements ArgumentResolver<ScheduleInvocation> {

    @Override
    public Object resolve(ScheduleInvocation invocation) {
        return invocation.invocationTime();
    }

    @Override
    public boolean overridable() {
        return false;
    }
}
