package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;

import io.quarkiverse.tomodachi.Daily;
import io.quarkiverse.tomodachi.Heartbeat;
import io.quarkiverse.tomodachi.Hourly;
import io.quarkiverse.tomodachi.Minutely;
import io.quarkiverse.tomodachi.Monthly;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerMethod;
import io.quarkiverse.tomodachi.runtime.schedule.IntervalArgument;
import io.quarkiverse.tomodachi.runtime.schedule.InvocationTimeArgument;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleRecorder;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleTransport;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandler;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandlers;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.recording.RecorderContext;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;

/** Scheduled handlers. */
class ScheduleProcessor {

    private static final String TRANSPORT = "schedule";

    private static final DotName SCHEDULE = DotName.createSimple(Schedule.class);
    private static final DotName SCHEDULE_LIST = DotName.createSimple(Schedule.List.class);
    private static final DotName INSTANT = DotName.createSimple("java.time.Instant");
    private static final DotName STRING = DotName.createSimple(String.class);

    private static final Map<DotName, String> SHORTCUTS = Map.of(
            DotName.createSimple(Heartbeat.class), "every second",
            DotName.createSimple(Minutely.class), "every minute",
            DotName.createSimple(Hourly.class), "every hour",
            DotName.createSimple(Daily.class), "every day",
            DotName.createSimple(Monthly.class), "every month");

    private static final List<ArgumentBinder> BINDERS = List.of(
            parameter -> "invocationTime".equals(parameter.name()) && parameter.hasType(INSTANT)
                    ? new InvocationTimeArgument()
                    : null,
            parameter -> "interval".equals(parameter.name()) && parameter.hasType(STRING) ? new IntervalArgument() : null);

    @BuildStep
    void triggers(BuildProducer<TriggerBuildItem> triggers) {
        triggers.produce(new TriggerBuildItem(SCHEDULE, SCHEDULE_LIST, TRANSPORT, BINDERS, new ScheduleValidator()));
        SHORTCUTS.keySet().forEach(annotation -> triggers
                .produce(new TriggerBuildItem(annotation, null, TRANSPORT, BINDERS, TriggerBuildItem.Validator.NONE)));
    }

    /** Adds the beans to applications with schedules only, so that others do not start the scheduler. */
    @BuildStep
    void transport(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ForceStartSchedulerBuildItem> scheduler) {
        boolean used = !index.getIndex().getAnnotations(SCHEDULE).isEmpty()
                || !index.getIndex().getAnnotations(SCHEDULE_LIST).isEmpty()
                || SHORTCUTS.keySet().stream().anyMatch(name -> !index.getIndex().getAnnotations(name).isEmpty());
        if (used) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(ScheduleTransport.class));
            scheduler.produce(new ForceStartSchedulerBuildItem());
        }
    }

    @BuildStep
    @Record(ExecutionTime.STATIC_INIT)
    void handlers(List<HandlerBuildItem> handlers, ScheduleRecorder recorder, RecorderContext context,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        List<ScheduledHandler> scheduled = new ArrayList<>();
        for (HandlerBuildItem handler : handlers) {
            if (TRANSPORT.equals(handler.getTransport())) {
                scheduled.add(describe(handler, context));
            }
        }
        beans.produce(SyntheticBeanBuildItem.configure(ScheduledHandlers.class).scope(Singleton.class)
                .runtimeValue(recorder.handlers(scheduled)).done());
    }

    private static ScheduledHandler describe(HandlerBuildItem handler, RecorderContext context) {
        TriggerMethod method = handler.getMethod();
        String identity = "tomodachi " + method.id() + " " + handler.getOrder();
        String shortcut = SHORTCUTS.get(method.annotation().name());
        if (shortcut != null) {
            return new ScheduledHandler(handler.describe(context), identity, shortcut, "", "", false);
        }
        return new ScheduledHandler(handler.describe(context), identity,
                method.value(ScheduleValidator.INTERVAL).asString(), method.value(ScheduleValidator.TIMESTAMP).asString(),
                method.value(ScheduleValidator.TIMEZONE).asString(),
                method.value(ScheduleValidator.IMMEDIATELY).asBoolean());
    }
}
