package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.List;

import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.scheduler.Scheduler;
import io.smallrye.mutiny.Uni;

/** Calls scheduled handlers by means of the programmatic scheduler of Quarkus. */
@Singleton
public class ScheduleTransport implements Transport {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private final Scheduler scheduler;
    private final HandlerInvokers invokers;
    private final ScheduledHandlers handlers;
    private List<ScheduledJob> jobs = List.of();

    ScheduleTransport(Scheduler scheduler, HandlerInvokers invokers, ScheduledHandlers handlers) {
        this.scheduler = scheduler;
        this.invokers = invokers;
        this.handlers = handlers;
    }

    @Override
    public String name() {
        return "schedule";
    }

    @Override
    public Uni<Void> start() {
        jobs = handlers.all().stream().map(handler -> new ScheduledJob(handler, invokers.create(handler.handler()))).toList();
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> receive() {
        if (scheduler.isStarted()) {
            jobs.forEach(job -> job.begin(scheduler));
        } else {
            LOG.warn("No scheduled method is called: the scheduler is switched off (quarkus.scheduler.enabled)");
        }
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> pause() {
        if (scheduler.isStarted()) {
            jobs.forEach(job -> job.end(scheduler));
        }
        return Uni.createFrom().voidItem();
    }
}
