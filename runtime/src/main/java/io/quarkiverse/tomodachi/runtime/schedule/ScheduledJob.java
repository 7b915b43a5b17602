package io.quarkiverse.tomodachi.runtime.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;

import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.config.ConfiguredText;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.Scheduler;
import io.quarkus.scheduler.Scheduler.JobDefinition;
import io.smallrye.mutiny.Uni;

/** A handler on the scheduler of Quarkus. */
final class ScheduledJob {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.schedule");

    private final ScheduledHandler handler;
    private final HandlerInvoker invoker;
    private final String text;
    private final ScheduleTiming timing;
    private final ZoneId zone;

    /** @throws IllegalArgumentException if a configured value is wrong */
    ScheduledJob(ScheduledHandler handler, HandlerInvoker invoker) {
        this.handler = handler;
        this.invoker = invoker;
        String interval = ConfiguredText.expand(handler.interval());
        String timestamp = ConfiguredText.expand(handler.timestamp());
        this.text = interval.isEmpty() ? timestamp : interval;
        this.timing = interval.isEmpty() ? checked("timestamp", timestamp, ScheduleParser::timestamp)
                : checked("interval", interval, ScheduleParser::interval);
        this.zone = checked("timezone", ConfiguredText.expand(handler.timezone()), ScheduleParser::timezone);
    }

    private <T> T checked(String member, String value, Function<String, T> parser) {
        try {
            return parser.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "Scheduled method " + handler.handler() + ": " + member + " '" + value + "' " + e.getMessage(), e);
        }
    }

    void begin(Scheduler scheduler) {
        JobDefinition<?> job = scheduler.newJob(handler.identity()).setTimeZone(zone.getId())
                .setAsyncTask(this::run);
        if (timing.every() != null) {
            String seconds = timing.every().toSeconds() + "s";
            job.setInterval(seconds).setDelayed(seconds);
        } else {
            job.setCron(timing.cron());
        }
        job.schedule();
        if (handler.immediately()) {
            invoke(Instant.now()).subscribe().with(ignored -> {
            });
        }
    }

    void end(Scheduler scheduler) {
        scheduler.unscheduleJob(handler.identity());
    }

    private Uni<Void> run(ScheduledExecution execution) {
        return invoke(execution.getScheduledFireTime());
    }

    private Uni<Void> invoke(Instant planned) {
        return Uni.createFrom().completionStage(() -> invoker.invoke(new ScheduleInvocation(planned, text)))
                .onFailure().invoke(failure -> LOG.errorf(Failures.unwrap(failure), "Scheduled method %s failed",
                        handler.handler()))
                .onFailure().recoverWithNull().replaceWithVoid();
    }
}
