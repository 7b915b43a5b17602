package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

import io.quarkiverse.tomodachi.runtime.config.Configs;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.service.Handlers;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.HandlerDescription;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Transport;

/** Makes life cycles of services that are there for a test only. */
final class Lifecycles {

    private Lifecycles() {
    }

    /**
     * Of one transport, with a method in each phase for which there is a result.
     *
     * @param settings as in {@link Configs#of}
     */
    static ServiceLifecycle of(Transport transport, Map<String, String> settings,
            Map<LifecyclePhase, Function<LifecyclePhase, CompletionStage<Object>>> methods) {
        TomodachiConfig config = Configs.of(settings);
        List<LifecycleMethod> all = new ArrayList<>();
        methods.keySet().forEach(phase -> all.add(new LifecycleMethod(handler(phase), phase)));
        ServiceLifecycle lifecycle = new ServiceLifecycle(List.of(transport), new LifecycleMethods(all),
                new LifecycleSettings(false), invokers(methods), new InFlight(),
                new ServiceRegistry(List.of(), List.of(), config), new GracePeriods(config), null, new TerminationRequest(),
                config);
        lifecycle.termination.leeway = Duration.ofMillis(100);
        return lifecycle;
    }

    private static HandlerDescription handler(LifecyclePhase phase) {
        return Handlers.of("org.acme.Shop#" + phase + "()", "lifecycle");
    }

    private static HandlerInvokers invokers(
            Map<LifecyclePhase, Function<LifecyclePhase, CompletionStage<Object>>> methods) {
        return new HandlerInvokers() {
            @Override
            public HandlerInvoker create(HandlerDescription handler) {
                return invocation -> {
                    LifecyclePhase phase = ((LifecycleInvocation) invocation).phase();
                    return methods.get(phase).apply(phase);
                };
            }

            @Override
            public HandlerInvoker create(HandlerDescription handler, HandlerInvoker code) {
                return code;
            }
        };
    }
}
