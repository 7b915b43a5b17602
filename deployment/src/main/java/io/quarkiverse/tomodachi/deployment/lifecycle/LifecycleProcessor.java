package io.quarkiverse.tomodachi.deployment.lifecycle;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.StartService;
import io.quarkiverse.tomodachi.StartedService;
import io.quarkiverse.tomodachi.StopService;
import io.quarkiverse.tomodachi.StoppingService;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.ServiceBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleMethod;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleMethods;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecyclePhase;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleRecorder;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleSettings;
import io.quarkiverse.tomodachi.runtime.lifecycle.RunningApplication;
import io.quarkiverse.tomodachi.runtime.lifecycle.ServiceLifecycle;
import io.quarkiverse.tomodachi.runtime.lifecycle.ServiceReadiness;
import io.quarkiverse.tomodachi.runtime.lifecycle.TerminationRequest;
import io.quarkiverse.tomodachi.runtime.lifecycle.TransportReadiness;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.LiveReloadBuildItem;
import io.quarkus.deployment.builditem.RunTimeConfigurationDefaultBuildItem;
import io.quarkus.deployment.builditem.ShutdownListenerBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.smallrye.health.deployment.spi.HealthBuildItem;

/** The four life-cycle annotations, and the bean that leads services through their life. */
class LifecycleProcessor {

    private static final String TRANSPORT = "lifecycle";

    private static final Map<DotName, LifecyclePhase> PHASES = Map.of(
            DotName.createSimple(StartService.class), LifecyclePhase.START,
            DotName.createSimple(StartedService.class), LifecyclePhase.STARTED,
            DotName.createSimple(StoppingService.class), LifecyclePhase.STOPPING,
            DotName.createSimple(StopService.class), LifecyclePhase.STOP);

    /**
     * Handlers have had their time when the threads are stopped: one that never ends shall not keep the process for the minute
     * that Quarkus gives tasks which nobody has waited for.
     */
    private static final Map<String, String> THREADS = Map.of(
            "quarkus.thread-pool.shutdown-interrupt", "1S",
            "quarkus.thread-pool.shutdown-check-interval", "1S",
            "quarkus.thread-pool.shutdown-timeout", "3S");

    @BuildStep
    void triggers(BuildProducer<TriggerBuildItem> triggers) {
        PHASES.keySet().forEach(annotation -> triggers
                .produce(new TriggerBuildItem(annotation, null, TRANSPORT, List.of(), TriggerBuildItem.Validator.NONE)
                        .withDecoration(TriggerBuildItem.Decoration.METHOD)));
    }

    @BuildStep
    AdditionalBeanBuildItem lifecycle() {
        return AdditionalBeanBuildItem.builder().setUnremovable()
                .addBeanClasses(ServiceLifecycle.class, GracePeriods.class, TerminationRequest.class,
                        RunningApplication.class)
                .build();
    }

    @BuildStep
    void threads(List<ServiceBuildItem> services, BuildProducer<RunTimeConfigurationDefaultBuildItem> defaults) {
        if (!services.isEmpty()) {
            THREADS.forEach((key, value) -> defaults.produce(new RunTimeConfigurationDefaultBuildItem(key, value)));
        }
    }

    /** Without the extension for health nobody takes this item. */
    @BuildStep
    void readiness(HealthBuildTimeConfig config, BuildProducer<HealthBuildItem> checks) {
        checks.produce(new HealthBuildItem(ServiceReadiness.class.getName(), config.enabled()));
        checks.produce(new HealthBuildItem(TransportReadiness.class.getName(), config.enabled()));
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void methods(List<HandlerBuildItem> handlers, LiveReloadBuildItem liveReload, LifecycleRecorder recorder,
            RecorderContext context, BuildProducer<SyntheticBeanBuildItem> beans) {
        List<LifecycleMethod> methods = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            if (TRANSPORT.equals(handler.getTransport())) {
                methods.add(new LifecycleMethod(handler.describe(context),
                        PHASES.get(handler.getMethod().annotation().name())));
            }
        }
        beans.produce(SyntheticBeanBuildItem.configure(LifecycleMethods.class).scope(Singleton.class).unremovable()
                .runtimeValue(recorder.methods(methods)).done());
        beans.produce(SyntheticBeanBuildItem.configure(LifecycleSettings.class).scope(Singleton.class).unremovable()
                .runtimeValue(recorder.settings(liveReload.isLiveReload())).done());
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    ShutdownListenerBuildItem shutdown(LifecycleRecorder recorder) {
        return new ShutdownListenerBuildItem(recorder.shutdownListener());
    }
}
