package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

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

    private final TransportPhases transports;
    private final LifecycleMethods methods;
    private final LifecycleSettings settings;
    private final HandlerInvokers invokers;
    private final InFlight inFlight;
    private final ServiceRegistry services;
    private final GracePeriods periods;
    private final VertxHttpConfig http;

    /**
     * What transports may take longer than the handlers that they wait for; they end by themselves unless something is wrong.
     */
    Duration leeway = Duration.ofSeconds(15);

    private final AtomicBoolean opened = new AtomicBoolean();
    private final AtomicReference<Uni<Void>> quiescing = new AtomicReference<>();
    /** The step to receive, which happens once; completed when it has ended, or is not to be made any more. */
    private final AtomicReference<CompletableFuture<Void>> reception = new AtomicReference<>();
    private volatile boolean receiving;
    private volatile boolean terminating;

    ServiceLifecycle(@All List<Transport> transports, LifecycleMethods methods, LifecycleSettings settings,
            HandlerInvokers invokers, InFlight inFlight, ServiceRegistry services, TomodachiConfig config,
            VertxHttpConfig http) {
        this.transports = new TransportPhases(transports);
        this.methods = methods;
        this.settings = settings;
        this.invokers = invokers;
        this.inFlight = inFlight;
        this.services = services;
        this.periods = new GracePeriods(config);
        this.http = http;
    }

    void onStart(@Observes @Priority(PRIORITY) StartupEvent event) {
        TerminationSignals.handle(this::isTerminating);
        HttpServerKeys.conflicts(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)).forEach(LOG::warn);
        for (Service service : services.all()) {
            LOG.infof("Starting service %s (%s)", service.name(), service.uuid());
        }
        callMethods(LifecyclePhase.START);
        transports.begin(Transport::start).await().indefinitely();
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

    private void callMethods(LifecyclePhase phase) {
        if (methods.has(phase)) {
            methods.call(phase, invokers).await().indefinitely();
        }
    }

    private void openOrExit() {
        try {
            open();
        } catch (Throwable e) {
            // nobody else would see it
            LOG.error("The application stops: a service could not be started", e);
            Quarkus.asyncExit(1);
        }
    }

    private void open() {
        if (!opened.compareAndSet(false, true)) {
            return;
        }
        callMethods(LifecyclePhase.STARTED);
        CompletableFuture<Void> begun = new CompletableFuture<>();
        if (quiescing.get() == null && reception.compareAndSet(null, begun)) {
            receive(begun);
        }
    }

    private void receive(CompletableFuture<Void> begun) {
        try {
            transports.begin(Transport::receive).await().indefinitely();
        } finally {
            begun.complete(null);
        }
        receiving = true;
        for (Service service : services.all()) {
            LOG.infof("Service %s is ready", service.name());
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
                .chain(this::pause)
                .chain(() -> Phases.all(List.of(drain(), transports.end("drain", transportLimit(), Transport::drain))))
                .memoize().indefinitely();
        return quiescing.compareAndSet(null, steps) ? steps : quiescing.get();
    }

    /** Waits for a start that is just about to receive, so that what it began is paused, too; but not for ever. */
    private Uni<Void> pause() {
        reception.compareAndSet(null, CompletableFuture.completedFuture(null));
        return Uni.createFrom().completionStage(reception.get()).ifNoItem().after(transportLimit()).recoverWithItem((Void) null)
                .chain(() -> transports.end("pause", transportLimit(), Transport::pause));
    }

    /** Longer than any transport waits by itself. */
    private Duration transportLimit() {
        Duration handlers = periods.ofHandlers();
        Duration requests = periods.ofRequests();
        return (requests.compareTo(handlers) > 0 ? requests : handlers).plus(leeway);
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
        transports.end("stop", transportLimit(), Transport::stop).await().indefinitely();
        for (Service service : services.all()) {
            LOG.infof("Service %s has stopped", service.name());
        }
    }

    private static Uni<Void> logged(Uni<Void> step) {
        return step.onFailure().recoverWithItem(failure -> {
            LOG.error("Termination goes on after a failure", failure);
            return null;
        });
    }
}
