package io.quarkiverse.tomodachi.runtime.lifecycle;

import io.quarkiverse.tomodachi.spi.Invocation;

/** A phase was reached. */
public record LifecycleInvocation(LifecyclePhase phase) implements Invocation {

    @Override
    public String trigger() {
        return phase.name();
    }
}
