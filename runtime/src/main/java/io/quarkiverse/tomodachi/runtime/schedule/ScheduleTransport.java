package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.HandlerInfo;
import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.schedule.cluster.ClusterGuard;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Trigger;
import io.quarkus.scheduler.runtime.SchedulerRuntimeConfig;
import io.smallrye.mutiny.Uni;

/** Calls scheduled handlers. */
@Singleton
public class ScheduleTransport implements Transport {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    /** What the store may take once a handler has ended. */
    private static final Duration RELEASE = Duration.ofSeconds(1);

    private final ScheduledHandlers handlers;
    private final HandlerInvokers invokers;
    private final ServiceRegistry services;
    private final ScheduledJobs jobs;
    private final JobEvents events;
    private final Scheduler scheduler;
    private final SchedulerRuntimeConfig schedulerConfig;
    private final Instance<ClusterGuard> guards;
    private final GracePeriods periods;
    private ClusterGuard cluster;

    ScheduleTransport(ScheduledHandlers handlers, HandlerInvokers invokers, ServiceRegistry services, ScheduledJobs jobs,
            JobEvents events, Scheduler scheduler, SchedulerRuntimeConfig schedulerConfig, Instance<ClusterGuard> guards,
            GracePeriods periods) {
        this.handlers = handlers;
        this.invokers = invokers;
        this.services = services;
        this.jobs = jobs;
        this.events = events;
        this.scheduler = scheduler;
        this.schedulerConfig = schedulerConfig;
        this.guards = guards;
        this.periods = periods;
    }

    @Override
    public String name() {
        return "schedule";
    }

    /** Tells everything that is wrong with configured values at once. */
    @Override
    public Uni<Void> start() {
        List<ScheduledJob> all = new ArrayList<>();
        IllegalArgumentException problems = null;
        for (ScheduledHandler handler : handlers.all()) {
            try {
                all.add(job(handler));
            } catch (IllegalArgumentException e) {
                if (problems == null) {
                    problems = e;
                } else {
                    problems.addSuppressed(e);
                }
            }
        }
        if (problems != null) {
            throw problems;
        }
        jobs.know(all);
        return Uni.createFrom().voidItem();
    }

    private ScheduledJob job(ScheduledHandler handler) {
        ScheduleSettings settings = ScheduleSettings.of(handler,
                services.get(handler.handler().service()).config().schedule());
        if (settings.lock() != null && cluster == null) {
            cluster = guards.get();
        }
        return new ScheduledJob(handler, settings, invokers.create(handler.handler()), settings.lock() == null ? null : cluster,
                events, schedulerConfig.overdueGracePeriod());
    }

    @Override
    public List<HandlerInfo> handlers() {
        Instant now = Instant.now();
        return jobs.all().stream().map(job -> job.info(now)).toList();
    }

    @Override
    public Uni<Void> receive() {
        if (!scheduler.isStarted()) {
            LOG.warn("No scheduled method is called: the scheduler is switched off (quarkus.scheduler.enabled)");
            return Uni.createFrom().voidItem();
        }
        for (Trigger other : scheduler.getScheduledJobs()) {
            jobs.checkFree(other.getId());
        }
        jobs.begin(!scheduler.isRunning());
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> pause() {
        return jobs.end().invoke(() -> {
            if (cluster != null) {
                cluster.close();
            }
        });
    }

    /** Waits for locks to be released while there are connections to their store, and somewhat longer than for handlers. */
    @Override
    public Uni<Void> drain() {
        return cluster == null ? Uni.createFrom().voidItem()
                : Uni.createFrom().completionStage(cluster::drain).ifNoItem().after(periods.ofHandlers().plus(RELEASE))
                        .recoverWithItem((Void) null);
    }
}
