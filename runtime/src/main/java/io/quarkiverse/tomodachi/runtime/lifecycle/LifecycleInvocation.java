package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.Locale;
import java.util.function.BiConsumer;

import io.quarkiverse.tomodachi.spi.Invocation;

/** A phase was reached. */
public record LifecycleInvocation(LifecyclePhase phase) implements Invocation {

    @Override
    public String trigger() {
        return phase.name();
    }

    /** For as long as its phase may take. */
    @Override
    public boolean isAwaitedByCaller() {
        return true;
    }

    @Override
    public void logFields(BiConsumer<String, String> fields) {
        fields.accept("phase", phase.name().toLowerCase(Locale.ROOT));
    }
}
