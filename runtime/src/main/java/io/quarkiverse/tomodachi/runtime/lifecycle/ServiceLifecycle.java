package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.config.HttpServerKeys;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry.Service;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;

/**
 * Leads the services through their life: start methods, transports listen, started methods, messages and schedules flow; at
 * termination stopping methods, nothing new, running handlers end, stop methods, connections close.
 */
@Singleton
public class ServiceLifecycle {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.lifecycle");

    /** After the messaging channels are wired ({@code LIBRARY_BEFORE}) and before the observers of the application. */
    private static final int PRIORITY = Interceptor.Priority.LIBRARY_AFTER;

    private final List<Transport> transports;
    private final LifecycleMethods methods;
    private final LifecycleSettings settings;
    private final HandlerInvokers invokers;
    private final InFlight inFlight;
    private final ServiceRegistry services;
    private final GracePeriods periods;
    private final VertxHttpConfig http;

    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicReference<Uni<Void>> quiescing = new AtomicReference<>();
    private volatile boolean receiving;
    private volatile boolean terminating;

    ServiceLifecycle(@All List<Transport> transports, LifecycleMethods methods, LifecycleSettings settings,
            HandlerInvokers invokers, InFlight inFlight, ServiceRegistry services, TomodachiConfig config,
            VertxHttpConfig http) {
        this.transports = transports;
        this.methods = methods;
        this.settings = settings;
        this.invokers = invokers;
        this.inFlight = inFlight;
        this.services = services;
        this.periods = new GracePeriods(config);
        this.http = http;
    }

    void onStart(@Observes @Priority(PRIORITY) StartupEvent event) {
        TerminationSignals.handle(() -> quiescing.get() != null);
        HttpServerKeys.conflicts(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)).forEach(LOG::warn);
        for (Service service : services.all()) {
            LOG.infof("Starting service %s (%s)", service.name(), service.uuid());
        }
        callMethods(LifecyclePhase.START);
        callTransports(Transport::start);
        if (settings.httpAlreadyListens() || !http.hostEnabled()) {
            open();
        }
    }

    void onHttp(@ObservesAsync HttpServerStart event) {
        openOrExit();
    }

    void onHttps(@ObservesAsync HttpsServerStart event) {
        openOrExit();
    }

    // What is loaded of Mutiny for nothing is a good part of the start of an application that has HTTP handlers only

    private void callMethods(LifecyclePhase phase) {
        if (methods.has(phase)) {
            methods.call(phase, invokers).await().indefinitely();
        }
    }

    private void callTransports(Function<Transport, Uni<Void>> phase) {
        Uni<Void> called = transports.size() == 1 ? phase.apply(transports.get(0)) : inParallel(phase);
        called.await().indefinitely();
    }

    private void openOrExit() {
        try {
            open();
        } catch (RuntimeException e) {
            LOG.error("The application stops: a service could not be started", e);
            Quarkus.asyncExit(1);
        }
    }

    private void open() {
        if (!opened.compareAndSet(false, true)) {
            return;
        }
        callMethods(LifecyclePhase.STARTED);
        synchronized (opened) {
            if (quiescing.get() == null) {
                callTransports(Transport::receive);
                receiving = true;
                for (Service service : services.all()) {
                    LOG.infof("Service %s is ready", service.name());
                }
            }
        }
    }

    boolean isReady() {
        return receiving && !terminating;
    }

    boolean isTerminating() {
        return terminating;
    }

    /** Who asks for readiness learns it before anything else happens. */
    void announceTermination() {
        terminating = true;
    }

    /** Stopping methods, then nothing new, then running handlers end. Happens once, whoever asks first. */
    Uni<Void> quiesce() {
        announceTermination();
        Uni<Void> steps = hooks(LifecyclePhase.STOPPING)
                .chain(() -> logged(pause()))
                .chain(() -> Phases.all(List.of(drain(), logged(inParallel(Transport::drain)))))
                .memoize().indefinitely();
        return quiescing.compareAndSet(null, steps) ? steps : quiescing.get();
    }

    /** Waits for a start that is just about to receive, so that what it began is paused, too. */
    private Uni<Void> pause() {
        synchronized (opened) {
            return inParallel(Transport::pause);
        }
    }

    /** A hook that hangs does not hold up the termination for ever. */
    private Uni<Void> hooks(LifecyclePhase phase) {
        Duration period = periods.ofHooks();
        return logged(methods.call(phase, invokers).ifNoItem().after(period).recoverWithUni(() -> {
            LOG.warnf("The %s methods have not ended after %s; the termination goes on", phase, period);
            return Uni.createFrom().voidItem();
        }));
    }

    private Uni<Void> drain() {
        Duration period = periods.ofHandlers();
        return Uni.createFrom().completionStage(inFlight::drain).ifNoItem().after(period).recoverWithUni(() -> {
            LOG.warnf("%d handlers are still running after %s; %s", inFlight.runningWork(), period,
                    inFlight.outcomes() == 0 ? "nobody waits for them any more"
                            : inFlight.outcomes() + " messages of theirs will be delivered again");
            return Uni.createFrom().voidItem();
        });
    }

    void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        quiesce().await().indefinitely();
        hooks(LifecyclePhase.STOP).await().indefinitely();
        logged(inParallel(Transport::stop)).await().indefinitely();
        for (Service service : services.all()) {
            LOG.infof("Service %s has stopped", service.name());
        }
    }

    private Uni<Void> inParallel(Function<Transport, Uni<Void>> phase) {
        List<Uni<Void>> all = new ArrayList<>();
        transports.forEach(transport -> all.add(Uni.createFrom().deferred(() -> phase.apply(transport))));
        return Phases.all(all);
    }

    private static Uni<Void> logged(Uni<Void> step) {
        return step.onFailure().recoverWithItem(failure -> {
            LOG.error("Termination goes on after a failure", failure);
            return null;
        });
    }
}
