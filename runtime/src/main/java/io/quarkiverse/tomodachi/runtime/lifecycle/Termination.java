package io.quarkiverse.tomodachi.runtime.lifecycle;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import io.quarkiverse.tomodachi.runtime.config.GracePeriods;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.lifecycle.LifecycleCalls.HangingMethodsException;
import io.quarkiverse.tomodachi.runtime.service.ServiceRegistry;
import io.quarkiverse.tomodachi.spi.Transport;
import io.smallrye.mutiny.Uni;

/** The end: stopping methods, nothing new, running handlers end, stop methods, connections close. No failure holds it up. */
final class Termination {

    private final TransportPhases transports;
    private final LifecycleCalls methods;
    private final InFlight inFlight;
    private final ServiceRegistry services;
    private final GracePeriods periods;

    /**
     * What transports may take longer than the handlers that they wait for; they end by themselves unless something is wrong.
     */
    Duration leeway = Duration.ofSeconds(15);

    private final AtomicReference<Uni<Void>> quiescing = new AtomicReference<>();
    /** The step to receive, which happens once; completed when it has ended, or is not to be made any more. */
    private final AtomicReference<CompletableFuture<Void>> reception = new AtomicReference<>();
    private final AtomicReference<Thread> ending = new AtomicReference<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    Termination(TransportPhases transports, LifecycleCalls methods, InFlight inFlight, ServiceRegistry services,
            GracePeriods periods) {
        this.transports = transports;
        this.methods = methods;
        this.inFlight = inFlight;
        this.services = services;
        this.periods = periods;
    }

    /** @return to be completed when receiving has begun; {@code null} if it is not to begin, as the end has */
    CompletableFuture<Void> beforeReception() {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        return quiescing.get() == null && reception.compareAndSet(null, begun) ? begun : null;
    }

    /** Up to the end of running handlers. Happens once, whoever asks first; nothing of it on the thread of who asks. */
    Uni<Void> quiesce() {
        Uni<Void> steps = Uni.createFrom().deferred(this::begin)
                .chain(this::pause)
                .chain(() -> Phases.all(List.of(drain(), transports.end("drain", transportLimit(), Transport::drain))))
                .memoize().indefinitely();
        return quiescing.compareAndSet(null, steps) ? steps : quiescing.get();
    }

    private Uni<Void> begin() {
        periods.begin();
        LifecycleLog.stopping(services.all());
        return hooks(LifecyclePhase.STOPPING, periods.ofStoppingMethods());
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
    private Uni<Void> hooks(LifecyclePhase phase, Duration limit) {
        return methods.call(phase, limit).onFailure().recoverWithItem(failure -> {
            if (failure instanceof HangingMethodsException hanging) {
                TerminationLog.methodsLeft(phase, limit, hanging);
            } else {
                TerminationLog.methodFailed(phase, failure);
            }
            return null;
        });
    }

    private Uni<Void> drain() {
        return Uni.createFrom().completionStage(inFlight::drain).ifNoItem().after(periods.ofHandlers()).recoverWithUni(() -> {
            TerminationLog.handlersLeft(inFlight.runningWork(), inFlight.outcomes(), periods.wholeOfHandlers());
            return Uni.createFrom().voidItem();
        });
    }

    /** All of it, once; who asks later waits for that, so that nobody ends the process in the middle. */
    void end() {
        if (ending.compareAndSet(null, Thread.currentThread())) {
            try {
                quiesce().await().indefinitely();
                hooks(LifecyclePhase.STOP, periods.ofStopMethods()).await().indefinitely();
                transports.end("stop", transportLimit(), Transport::stop).await().indefinitely();
                LifecycleLog.stopped(services.all());
            } finally {
                ended.complete(null);
            }
        } else if (ending.get() != Thread.currentThread()) {
            ended.join();
        }
    }
}
