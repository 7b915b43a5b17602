package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.ArrayList;
import java.util.List;

import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleRecorder;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.deployment.recording.BytecodeRecorderImpl;
import io.quarkus.runtime.RuntimeValue;

/**
 * Records schedules into as many classes as they take. A build step has one class for all that it records, which is too small
 * for the constants of some thousand schedules.
 */
final class ScheduleRecording {

    private static final int SCHEDULES_OF_A_CLASS = 500;

    private final BuildProducer<MainBytecodeRecorderBuildItem> classes;

    ScheduleRecording(BuildProducer<MainBytecodeRecorderBuildItem> classes) {
        this.classes = classes;
    }

    List<RuntimeValue<List<ScheduledHandler>>> record(List<HandlerBuildItem> handlers) {
        List<RuntimeValue<List<ScheduledHandler>>> parts = new ArrayList<>();
        for (int from = 0; from < handlers.size(); from += SCHEDULES_OF_A_CLASS) {
            parts.add(recordPart(handlers.subList(from, Math.min(from + SCHEDULES_OF_A_CLASS, handlers.size())), parts.size()));
        }
        return parts;
    }

    private RuntimeValue<List<ScheduledHandler>> recordPart(List<HandlerBuildItem> handlers, int number) {
        BytecodeRecorderImpl recorder = new BytecodeRecorderImpl(false, ScheduleProcessor.class.getSimpleName(), "record",
                String.valueOf(number), true);
        List<ScheduledHandler> scheduled = new ArrayList<>();
        handlers.forEach(handler -> scheduled.add(ScheduleMembers.describe(handler, recorder)));
        RuntimeValue<List<ScheduledHandler>> part = recorder.getRecordingProxy(ScheduleRecorder.class).part(scheduled);
        classes.produce(new MainBytecodeRecorderBuildItem(recorder));
        return part;
    }
}
