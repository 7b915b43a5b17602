package io.quarkiverse.tomodachi.runtime.lifecycle;

/** When a life-cycle method is called. */
public enum LifecyclePhase {
    START,
    STARTED,
    STOPPING,
    STOP
}
