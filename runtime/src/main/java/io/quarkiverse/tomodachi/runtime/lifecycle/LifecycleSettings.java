package io.quarkiverse.tomodachi.runtime.lifecycle;

/**
 * How this start of the application differs from others.
 *
 * @param httpAlreadyListens whether the HTTP server is up before the application starts, as after a live reload
 */
public record LifecycleSettings(boolean httpAlreadyListens) {
}
