package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.ArrayList;
import java.util.List;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class ScheduleRecorder {

    public RuntimeValue<List<ScheduledHandler>> part(List<ScheduledHandler> handlers) {
        return new RuntimeValue<>(handlers);
    }

    public RuntimeValue<ScheduledHandlers> handlers(List<RuntimeValue<List<ScheduledHandler>>> parts) {
        List<ScheduledHandler> handlers = new ArrayList<>();
        parts.forEach(part -> handlers.addAll(part.getValue()));
        return new RuntimeValue<>(new ScheduledHandlers(handlers));
    }
}
