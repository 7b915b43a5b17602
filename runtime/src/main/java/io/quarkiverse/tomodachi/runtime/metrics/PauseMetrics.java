package io.quarkiverse.tomodachi.runtime.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;

/** Which handlers receive nothing because they were told so: known from the start on, as a pause is a reason for no calls. */
@Singleton
public class PauseMetrics {

    private final Meters meters;
    private final List<Transport> transports;

    PauseMetrics(Meters meters, @All List<Transport> transports) {
        this.meters = meters;
        this.transports = transports;
    }

    void begin(@Observes StartupEvent started) {
        Map<Labels, List<PausableHandler>> triggers = new LinkedHashMap<>();
        for (Transport transport : transports) {
            for (PausableHandler trigger : transport.pausableHandlers()) {
                Labels labels = Labels.of("service", trigger.service(), "handler", trigger.handler(), "transport",
                        transport.name());
                triggers.computeIfAbsent(labels, ignored -> new ArrayList<>()).add(trigger);
            }
        }
        triggers.forEach((labels, all) -> meters.gauge(Metric.HANDLER_PAUSED, labels,
                () -> all.stream().allMatch(PausableHandler::isPaused) ? 1 : 0));
    }
}
