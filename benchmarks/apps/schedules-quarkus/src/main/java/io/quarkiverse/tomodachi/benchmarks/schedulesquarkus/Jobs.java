package io.quarkiverse.tomodachi.benchmarks.schedulesquarkus;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import io.quarkiverse.tomodachi.benchmarks.payload.Lateness;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduler;
import io.vertx.ext.web.Router;

/** The same schedules as jobs of the simple scheduler of Quarkus. */
@ApplicationScoped
public class Jobs {

    private static final int SECONDS = 60;

    void register(@Observes Router router) {
        router.get("/lateness").handler(context -> context.response().end(Lateness.report()));
    }

    void schedule(@Observes StartupEvent event, Scheduler scheduler,
            @ConfigProperty(name = "benchmark.schedules") int schedules,
            @ConfigProperty(name = "benchmark.second") Optional<Integer> second) {
        for (int i = 0; i < schedules; i++) {
            scheduler.newJob("job-" + i).setCron(second.orElse(i % SECONDS) + " * * * * ?")
                    .setTask(execution -> Lateness.add(execution.getScheduledFireTime())).schedule();
        }
    }
}
