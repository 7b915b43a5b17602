package io.quarkiverse.tomodachi.runtime.lifecycle;

import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** A method that is called in a phase. */
public record LifecycleMethod(HandlerDescription handler, LifecyclePhase phase) {
}
