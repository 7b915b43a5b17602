package io.quarkiverse.tomodachi.deployment.schedule;

import java.util.List;

import jakarta.inject.Inject;

import io.quarkiverse.tomodachi.Daily;
import io.quarkiverse.tomodachi.Http;
import io.quarkiverse.tomodachi.Schedule;
import io.quarkiverse.tomodachi.TomodachiService;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.common.runtime.ScheduledMethod;
import io.quarkus.scheduler.common.runtime.SchedulerContext;
import io.smallrye.mutiny.Uni;

/** Asks what the Dev UI asks, in the way it does. */
@TomodachiService("dev-ui")
public class DevUiService {

    @Inject
    SchedulerContext context;

    @Inject
    Scheduler scheduler;

    private volatile int calls;

    @Daily
    @Schedule(interval = "1000s", identity = "mine")
    void called() {
        calls++;
    }

    @Scheduled(every = "1000s", identity = "of quarkus")
    void ofQuarkus() {
    }

    @Http.Get("/methods")
    List<String> methods() {
        return context.getScheduledMethods().stream().map(method -> method.getMethodDescription() + " "
                + method.getSchedules().stream().map(schedule -> schedule.identity() + " " + schedule.cron() + schedule.every())
                        .toList())
                .toList();
    }

    @Http.Get("/state")
    String state() {
        return (scheduler.isPaused("mine") ? "paused " : "awake ") + calls;
    }

    @Http.Post("/execute")
    Uni<Integer> execute() throws Exception {
        ScheduledMethod method = context.getScheduledMethods().stream()
                .filter(candidate -> candidate.getMethodName().equals("called()")).findFirst().orElseThrow();
        return Uni.createFrom().completionStage(context.createInvoker(method.getInvokerClassName()).invoke(null))
                .map(ignored -> calls);
    }
}
