package io.quarkiverse.tomodachi.deployment.schedule;

import io.quarkiverse.tomodachi.Schedule.Overlap;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Cluster;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler.Times;
import io.quarkus.deployment.recording.RecorderContext;

/** The members of the annotation of a scheduled handler, in the form in which they are recorded. */
final class ScheduleMembers {

    /** As in the Python library. */
    private static final int OVERLAP_LIMIT_OF_SHORTCUTS = 20;

    private ScheduleMembers() {
    }

    static ScheduledHandler describe(HandlerBuildItem handler, RecorderContext context) {
        TriggerMethod method = handler.getMethod();
        String shortcut = ScheduleDotNames.SHORTCUTS.get(method.annotation().name());
        if (shortcut != null) {
            return new ScheduledHandler(handler.describe(context), handler.getName(), new Times(shortcut, "", "", false, ""),
                    Overlap.ALLOW, OVERLAP_LIMIT_OF_SHORTCUTS, "", Cluster.NONE);
        }
        return new ScheduledHandler(handler.describe(context), handler.getName(),
                new Times(text(method, ScheduleDotNames.INTERVAL), text(method, ScheduleDotNames.TIMESTAMP),
                        text(method, ScheduleDotNames.TIMEZONE), flag(method, ScheduleDotNames.IMMEDIATELY),
                        text(method, ScheduleDotNames.JITTER)),
                Overlap.valueOf(method.value(ScheduleDotNames.OVERLAP).asEnum()),
                method.value(ScheduleDotNames.OVERLAP_LIMIT).asInt(), text(method, ScheduleDotNames.IDENTITY), cluster(method));
    }

    private static Cluster cluster(TriggerMethod method) {
        return new Cluster(isOncePerCluster(method), text(method, ScheduleDotNames.LOCK_NAME),
                text(method, ScheduleDotNames.LOCK_AT_MOST), text(method, ScheduleDotNames.LOCK_AT_LEAST));
    }

    static boolean isOncePerCluster(TriggerMethod method) {
        return method.annotation().name().equals(ScheduleDotNames.SCHEDULE) && flag(method, ScheduleDotNames.CLUSTER);
    }

    static String text(TriggerMethod method, String member) {
        return method.value(member).asString();
    }

    static boolean flag(TriggerMethod method, String member) {
        return method.value(member).asBoolean();
    }
}
