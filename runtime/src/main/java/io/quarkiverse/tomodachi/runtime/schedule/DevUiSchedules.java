package io.quarkiverse.tomodachi.runtime.schedule;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;

import com.cronutils.model.CronType;

import io.quarkus.arc.Arc;
import io.quarkus.arc.InjectableBean;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.scheduler.ScheduledExecution;
import io.quarkus.scheduler.common.runtime.ImmutableScheduledMethod;
import io.quarkus.scheduler.common.runtime.ScheduledInvoker;
import io.quarkus.scheduler.common.runtime.ScheduledMethod;
import io.quarkus.scheduler.common.runtime.SchedulerContext;
import io.quarkus.scheduler.common.runtime.SyntheticScheduled;

/**
 * Adds our schedules to those that the Dev UI shows, and calls them from there. A bean in development mode only. The
 * scheduler asks for the methods that it calls itself by another method, which is left as it is.
 */
@Alternative
@Priority(1)
@Singleton
public class DevUiSchedules implements SchedulerContext {

    private static final String INVOKER = "tomodachi ";

    private final SchedulerContext context;
    private final ScheduledJobs jobs;

    DevUiSchedules(ScheduledJobs jobs) {
        this.context = contextOfQuarkus();
        this.jobs = jobs;
    }

    /** Which no injection point gets any more, as this is the alternative to it. */
    private static SchedulerContext contextOfQuarkus() {
        Set<Bean<?>> beans = Arc.container().beanManager().getBeans(SchedulerContext.class, Any.Literal.INSTANCE);
        Bean<?> bean = beans.stream().filter(candidate -> candidate.getBeanClass() != DevUiSchedules.class).findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no context of the scheduler among " + beans));
        return (SchedulerContext) Arc.container().instance((InjectableBean<?>) bean).get();
    }

    @Override
    public List<ScheduledMethod> getScheduledMethods() {
        Map<String, List<ScheduledJob>> byMethod = new LinkedHashMap<>();
        for (ScheduledJob job : jobs.all()) {
            byMethod.computeIfAbsent(job.trigger().getMethodDescription(), method -> new ArrayList<>()).add(job);
        }
        List<ScheduledMethod> methods = new ArrayList<>(context.getScheduledMethods());
        byMethod.forEach((method, ofMethod) -> methods.add(describe(method, ofMethod)));
        return methods;
    }

    private static ScheduledMethod describe(String method, List<ScheduledJob> jobs) {
        int name = method.indexOf('#');
        List<Scheduled> schedules = new ArrayList<>();
        jobs.forEach(job -> schedules.add(describe(job)));
        return new ImmutableScheduledMethod(INVOKER + jobs.get(0).identity(), method.substring(0, name),
                method.substring(name + 1), schedules);
    }

    private static Scheduled describe(ScheduledJob job) {
        boolean every = job.isInterval();
        return new SyntheticScheduled(job.identity(), every ? "" : job.text(), every ? job.text() : "", 0, TimeUnit.MINUTES, "",
                "",
                ConcurrentExecution.PROCEED, null, Scheduled.DEFAULT_TIMEZONE, Scheduled.AUTO, "");
    }

    @Override
    public ScheduledInvoker createInvoker(String invokerClassName) {
        return invokerClassName.startsWith(INVOKER) ? new OutOfTurn(jobs, invokerClassName.substring(INVOKER.length()))
                : context.createInvoker(invokerClassName);
    }

    @Override
    public CronType getCronType() {
        return context.getCronType();
    }

    @Override
    public boolean forceSchedulerStart() {
        return context.forceSchedulerStart();
    }

    @Override
    public List<ScheduledMethod> getScheduledMethods(String implementation) {
        return context.getScheduledMethods(implementation);
    }

    @Override
    public boolean matchesImplementation(Scheduled scheduled, String implementation) {
        return context.matchesImplementation(scheduled, implementation);
    }

    @Override
    public String autoImplementation() {
        return context.autoImplementation();
    }

    private record OutOfTurn(ScheduledJobs jobs, String identity) implements ScheduledInvoker {

        @Override
        public CompletionStage<Void> invoke(ScheduledExecution execution) {
            return jobs.trigger(identity).replaceWithVoid().subscribeAsCompletionStage();
        }

        @Override
        public boolean isBlocking() {
            return false;
        }
    }
}
