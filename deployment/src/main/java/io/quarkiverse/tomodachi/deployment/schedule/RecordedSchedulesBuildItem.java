package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.List;

import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler;
import io.quarkus.builder.item.SimpleBuildItem;
import io.quarkus.runtime.RuntimeValue;

/** The schedules of the application in declaration order, some hundreds in each part. */
final class RecordedSchedulesBuildItem extends SimpleBuildItem {

    private final List<RuntimeValue<List<ScheduledHandler>>> parts;

    RecordedSchedulesBuildItem(List<RuntimeValue<List<ScheduledHandler>>> parts) {
        this.parts = List.copyOf(parts);
    }

    List<RuntimeValue<List<ScheduledHandler>>> getParts() {
        return parts;
    }
}
