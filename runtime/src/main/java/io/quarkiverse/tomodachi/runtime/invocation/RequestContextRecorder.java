package io.quarkiverse.tomodachi.runtime.invocation;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class RequestContextRecorder {

    public void unused() {
        Arc.container().instance(RequestContexts.class).get().unused();
    }
}
