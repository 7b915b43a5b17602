package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.List;

import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.annotations.Recorder;

@Recorder
public class ScheduleRecorder {

    public RuntimeValue<ScheduledHandlers> handlers(List<ScheduledHandler> handlers) {
        return new RuntimeValue<>(new ScheduledHandlers(handlers));
    }
}
