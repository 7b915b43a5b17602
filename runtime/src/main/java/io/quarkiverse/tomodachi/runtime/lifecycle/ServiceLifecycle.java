package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;

import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.config.HttpServerKeys;
import io.quarkiverse.tomodachi.runtime.config.TomodachiConfig;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.HandlerInvokers;
import io.quarkiverse.tomodachi.spi.Transport;
import io.quarkus.arc.All;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.DomainSocketServerStart;
import io.quarkus.vertx.http.HttpServerStart;
import io.quarkus.vertx.http.HttpsServerStart;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;

/**
 * Leads the services through their life: they are created, start methods, transports listen, started methods, messages and
 * schedules flow; then their {@link Termination}.
 */
@Singleton
public class ServiceLifecycle {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.lifecycle");

    private static final String NOT_WANTED = "The application was told to stop while it was starting";

    /** After the messaging channels are wired ({@code LIBRARY_BEFORE}) and before the observers of the application. */
    private static final int PRIORITY = Interceptor.Priority.LIBRARY_AFTER;

    private final TransportPhases transports;
    private final LifecycleCalls methods;
    private final LifecycleSettings settings;
    private final ServiceRegistry services;
    private final GracePeriods periods;
    private final VertxHttpConfig http;
    private final TerminationRequest request;
    private final StartSummary summary;
    final Termination termination;
    private final TerminationWatch watch;

    private final AtomicBoolean opened = new AtomicBoolean();
    private volatile boolean begun;
    private volatile boolean receiving;
    private final CompletableFuture<Void> terminating = new CompletableFuture<>();

    ServiceLifecycle(@All List<Transport> transports, LifecycleMethods methods, LifecycleSettings settings,
            HandlerInvokers invokers, InFlight inFlight, ServiceRegistry services, GracePeriods periods,
            VertxHttpConfig http, TerminationRequest request, TomodachiConfig config) {
        this.transports = new TransportPhases(transports);
        this.methods = new LifecycleCalls(methods, invokers, inFlight);
        this.settings = settings;
        this.services = services;
        this.periods = periods;
        this.http = http;
        this.request = request;
        this.summary = new StartSummary(this.transports, config.logging());
        this.termination = new Termination(this.transports, this.methods, inFlight, services, periods);
        this.watch = new TerminationWatch(termination, periods, request);
    }

    void onStart(@Observes @Priority(PRIORITY) StartupEvent event) {
        TerminationSignals.handle(request);
        HttpServerKeys.conflicts(ConfigProvider.getConfig().unwrap(SmallRyeConfig.class)).forEach(LOG::warn);
        begun = true;
        try {
            LifecycleLog.starting(services.all());
            await(new ServiceInstances(services).create(periods.ofStart()));
            callMethods(LifecyclePhase.START);
            await(transports.begin(Transport::start));
            if (settings.httpAlreadyListens() || !http.hostEnabled() && !http.domainSocketEnabled()) {
                open();
            }
        } catch (Throwable failure) {
            abort(failure);
            throw failure;
        }
    }

    /** Quarkus does not tell of the end of an application that has not started. */
    private void abort(Throwable failure) {
        if (!request.isMade()) {
            LifecycleLog.aborting(failure);
        }
        announceTermination();
        termination.end();
        if (request.isMade()) {
            throw new IllegalStateException(NOT_WANTED, new PreventFurtherStepsException(NOT_WANTED, request.exitCode()));
        }
    }

    void onHttp(@ObservesAsync HttpServerStart event) {
        openElsewhere();
    }

    void onHttps(@ObservesAsync HttpsServerStart event) {
        openElsewhere();
    }

    void onDomainSocket(@ObservesAsync DomainSocketServerStart event) {
        openElsewhere();
    }

    /** Events come on a worker, which may be the only one, and what is waited for needs workers. */
    private void openElsewhere() {
        Thread start = new Thread(this::openOrExit, "tomodachi-start");
        start.setDaemon(true);
        start.start();
    }

    private void callMethods(LifecyclePhase phase) {
        if (methods.has(phase)) {
            await(methods.call(phase, periods.ofStart()));
        }
    }

    /** Not any longer than the application is wanted. */
    private void await(Uni<Void> step) {
        if (!isWanted()) {
            throw new IllegalStateException(NOT_WANTED);
        }
        CompletableFuture<Void> done = step.subscribeAsCompletionStage();
        try {
            CompletableFuture.anyOf(done, request.made(), terminating).join();
        } catch (CompletionException e) {
            Throwable failure = Failures.unwrap(e);
            if (failure instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (failure instanceof Error error) {
                throw error;
            }
            throw e;
        }
        if (!done.isDone()) {
            throw new IllegalStateException(NOT_WANTED);
        }
    }

    private boolean isWanted() {
        return !request.isMade() && !isTerminating();
    }

    /** When everything listens, once, whichever server told of itself. */
    private void openOrExit() {
        try {
            if (ApplicationStart.await()) {
                open();
            }
        } catch (Throwable e) {
            if (isWanted()) {
                LifecycleLog.abortingBecause(e);
                request.make(1);
            }
        }
    }

    private void open() {
        if (!isWanted() || !opened.compareAndSet(false, true)) {
            return;
        }
        summary.write();
        callMethods(LifecyclePhase.STARTED);
        CompletableFuture<Void> reception = isWanted() ? termination.beforeReception() : null;
        if (reception != null) {
            receive(reception);
        }
    }

    private void receive(CompletableFuture<Void> reception) {
        try {
            transports.begin(Transport::receive).await().indefinitely();
        } finally {
            reception.complete(null);
        }
        receiving = true;
        if (isWanted()) {
            LifecycleLog.ready(services.all());
        }
    }

    boolean isReady() {
        return receiving && !isTerminating();
    }

    boolean isTerminating() {
        return terminating.isDone();
    }

    /** Who asks for readiness learns it before anything else happens. */
    void announceTermination() {
        terminating.complete(null);
        request.follow();
    }

    /** Stopping methods, then nothing new, then running handlers end. Happens once, whoever asks first. */
    Uni<Void> quiesce() {
        announceTermination();
        return termination.quiesce();
    }

    /** Expects the end soon. */
    void watch() {
        watch.begin();
    }

    void onStop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        watch.end();
        announceTermination();
        termination.end();
    }

    /** The end of a start that others made fail, while everything is there still. */
    void onDestroy(@Observes @Priority(1) @BeforeDestroyed(ApplicationScoped.class) Object event) {
        if (begun) {
            onStop(null);
        }
    }
}
