package io.quarkiverse.tomodachi.deployment.schedule;

import static io.quarkiverse.tomodachi.deployment.schedule.ScheduleDotNames.SCHEDULE;
import static io.quarkiverse.tomodachi.deployment.schedule.ScheduleDotNames.SCHEDULE_LIST;
import static io.quarkiverse.tomodachi.deployment.schedule.ScheduleDotNames.SHORTCUTS;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;

import io.quarkiverse.tomodachi.deployment.spi.ArgumentBinder;
import io.quarkiverse.tomodachi.deployment.spi.HandlerBuildItem;
import io.quarkiverse.tomodachi.deployment.spi.TriggerBuildItem;
import io.quarkiverse.tomodachi.runtime.observe.SkipObservers;
import io.quarkiverse.tomodachi.runtime.schedule.DevUiSchedules;
import io.quarkiverse.tomodachi.runtime.schedule.IntervalArgument;
import io.quarkiverse.tomodachi.runtime.schedule.InvocationTimeArgument;
import io.quarkiverse.tomodachi.runtime.schedule.JobEvents;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleRecorder;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduleTransport;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledHandlers;
import io.quarkiverse.tomodachi.runtime.schedule.ScheduledJobs;
import io.quarkiverse.tomodachi.runtime.schedule.SchedulerDecorator;
import io.quarkus.arc.deployment.AdditionalBeanBuildItem;
import io.quarkus.arc.deployment.SyntheticBeanBuildItem;
import io.quarkus.arc.deployment.UnremovableBeanBuildItem;
import io.quarkus.deployment.IsDevelopment;
import io.quarkus.deployment.annotations.BuildProducer;
import io.quarkus.deployment.annotations.BuildStep;
import io.quarkus.deployment.annotations.ExecutionTime;
import io.quarkus.deployment.annotations.Record;
import io.quarkus.deployment.builditem.CombinedIndexBuildItem;
import io.quarkus.deployment.builditem.MainBytecodeRecorderBuildItem;
import io.quarkus.scheduler.common.runtime.SchedulerContext;
import io.quarkus.scheduler.deployment.ForceStartSchedulerBuildItem;

/** Scheduled handlers. */
class ScheduleProcessor {

    static final String TRANSPORT = "schedule";

    private static final DotName INSTANT = DotName.createSimple("java.time.Instant");
    private static final DotName STRING = DotName.createSimple(String.class);

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

    /**
     * Adds the beans to applications with schedules only, so that others do not start the scheduler. It is started although no
     * job of it is ours: it pauses and lists them, and takes jobs of the application while it runs.
     */
    @BuildStep
    void transport(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<ForceStartSchedulerBuildItem> scheduler) {
        if (isUsed(index.getIndex())) {
            beans.produce(AdditionalBeanBuildItem.builder().setUnremovable().addBeanClasses(ScheduleTransport.class,
                    ScheduledJobs.class, JobEvents.class, SkipObservers.class, SchedulerDecorator.class).build());
            scheduler.produce(new ForceStartSchedulerBuildItem());
        }
    }

    @BuildStep(onlyIf = IsDevelopment.class)
    void devUi(CombinedIndexBuildItem index, BuildProducer<AdditionalBeanBuildItem> beans,
            BuildProducer<UnremovableBeanBuildItem> unremovable) {
        if (isUsed(index.getIndex())) {
            beans.produce(AdditionalBeanBuildItem.unremovableOf(DevUiSchedules.class));
            unremovable.produce(UnremovableBeanBuildItem.beanTypes(SchedulerContext.class));
        }
    }

    private static boolean isUsed(IndexView index) {
        return !index.getAnnotations(SCHEDULE).isEmpty() || !index.getAnnotations(SCHEDULE_LIST).isEmpty()
                || SHORTCUTS.keySet().stream().anyMatch(name -> !index.getAnnotations(name).isEmpty());
    }

    @BuildStep
    RecordedSchedulesBuildItem record(List<HandlerBuildItem> handlers, BuildProducer<MainBytecodeRecorderBuildItem> classes) {
        return new RecordedSchedulesBuildItem(new ScheduleRecording(classes)
                .record(handlers.stream().filter(handler -> TRANSPORT.equals(handler.getTransport())).toList()));
    }

    @BuildStep
    @Record(ExecutionTime.RUNTIME_INIT)
    void handlers(CombinedIndexBuildItem index, RecordedSchedulesBuildItem recorded, ScheduleRecorder recorder,
            BuildProducer<SyntheticBeanBuildItem> beans) {
        if (!isUsed(index.getIndex())) {
            return;
        }
        beans.produce(SyntheticBeanBuildItem.configure(ScheduledHandlers.class).scope(Singleton.class).setRuntimeInit()
                .runtimeValue(recorder.handlers(recorded.getParts())).done());
    }
}
