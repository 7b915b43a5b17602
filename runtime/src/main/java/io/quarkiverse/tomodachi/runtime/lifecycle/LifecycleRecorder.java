package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;

import io.quarkus.arc.Arc;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;
import io.quarkus.runtime.shutdown.ShutdownListener;

@Recorder
public class LifecycleRecorder {

    public RuntimeValue<LifecycleMethods> methods(List<LifecycleMethod> methods) {
        return new RuntimeValue<>(new LifecycleMethods(methods));
    }

    public RuntimeValue<LifecycleSettings> settings(boolean httpAlreadyListens) {
        return new RuntimeValue<>(new LifecycleSettings(httpAlreadyListens));
    }

    public ShutdownListener shutdownListener() {
        return new ShutdownListener() {
            @Override
            public void preShutdown(ShutdownNotification notification) {
                if (Arc.container() != null) {
                    Arc.container().instance(ServiceLifecycle.class).get().announceTermination();
                }
                notification.done();
            }

            @Override
            public void shutdown(ShutdownNotification notification) {
                // Quarkus awaits listeners only where quarkus.shutdown.timeout is set, and closes the HTTP server after them
                if (Arc.container() != null) {
                    ServiceLifecycle lifecycle = Arc.container().instance(ServiceLifecycle.class).get();
                    lifecycle.quiesce().await().indefinitely();
                    lifecycle.watch();
                }
                notification.done();
            }
        };
    }
}
