package io.quarkiverse.tomodachi.runtime.amqp.publish;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.AmqpPublishException;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.quarkiverse.tomodachi.runtime.observe.Publishing;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.smallrye.mutiny.operators.AbstractUni;
import io.smallrye.mutiny.subscription.UniSubscriber;
import io.smallrye.mutiny.subscription.UniSubscription;
import io.vertx.core.impl.ContextInternal;

/**
 * What became of a message: decided once, kept for all who ask, and logged if it is a failure that nobody asks for. To run it
 * is
 * to tell those who asked, in their place.
 */
final class PublishOutcome extends AbstractUni<Void> implements Runnable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.amqp");

    /** Those who want the outcome subscribe right after the call. */
    private static final long SUBSCRIBE_MILLIS = 1_000;

    private static final AtomicIntegerFieldUpdater<PublishOutcome> DECIDED = AtomicIntegerFieldUpdater
            .newUpdater(PublishOutcome.class, "decided");

    private final OutcomePlace place;
    private final ContextInternal context;
    private volatile int decided;
    private volatile Throwable failure;
    private volatile boolean observed;
    private volatile Publishing watched = Publishing.NONE;
    private volatile Runnable room;
    private volatile Publication.Target target;

    /** Whether it was told; guarded by this, as what follows. */
    private boolean told;
    private Waiting waiting;

    /**
     * @param place where code of the caller may run
     * @param context what it runs on there, {@code null} for nothing
     */
    PublishOutcome(OutcomePlace place, ContextInternal context) {
        this.place = place;
        this.context = context;
    }

    OutcomePlace place() {
        return place;
    }

    /** @param publishing told the outcome before anybody else */
    void watch(Publishing publishing) {
        watched = publishing;
    }

    /** @param taken gives free what the message takes, once it is decided */
    void takes(Runnable taken) {
        room = taken;
    }

    /** @param destination where the message goes, for logs */
    void of(Publication.Target destination) {
        target = destination;
    }

    /** Whatever becomes of those who only take note, somebody waits for the outcome. */
    private void ended(Throwable cause) {
        try {
            Runnable taken = room;
            if (taken != null) {
                taken.run();
            }
            watched.ended(null, cause);
        } catch (RuntimeException | Error e) {
            LogEvent.of(LOG, Level.ERROR, "Those who watch what is published could not be told an outcome").because(e).write();
        }
    }

    boolean isDecided() {
        return decided != 0;
    }

    /** @return whether that is news, which somebody has to tell */
    boolean succeed() {
        boolean first = DECIDED.compareAndSet(this, 0, 1);
        if (first) {
            ended(null);
        }
        return first;
    }

    void fail(Throwable cause) {
        if (decideFailure(cause)) {
            place.tell(this);
        }
    }

    /** Fails at once, on the thread of the caller, as nothing was sent. */
    Uni<Void> failed(Throwable cause) {
        if (decideFailure(cause)) {
            tell();
        }
        return uni();
    }

    private boolean decideFailure(Throwable cause) {
        if (!DECIDED.compareAndSet(this, 0, 1)) {
            return false;
        }
        failure = cause;
        ended(cause);
        try {
            CompletableFuture.delayedExecutor(SUBSCRIBE_MILLIS, TimeUnit.MILLISECONDS).execute(() -> logUnobserved(cause));
        } catch (OutOfMemoryError e) {
            // there is no thread that could wait
            logUnobserved(cause);
        }
        return true;
    }

    private void logUnobserved(Throwable cause) {
        if (!observed) {
            log(cause);
        }
    }

    private void log(Throwable cause) {
        LogEvent event = LogEvent.of(LOG, Level.ERROR, "A publish failed, and nobody waits for its outcome").because(cause)
                .with("event", "publish-failed").with("transport", "amqp")
                .with("reason", cause instanceof AmqpPublishException publish ? publish.reason() : null);
        Publication.Target destination = target;
        if (destination != null) {
            event.with("exchange", destination.exchange()).with("routing_key", destination.routingKey());
        }
        event.write();
    }

    @Override
    public void run() {
        if (context == null) {
            tell();
        } else {
            context.dispatch(this, PublishOutcome::tell);
        }
    }

    private void tell() {
        Waiting last;
        synchronized (this) {
            told = true;
            last = waiting;
            waiting = null;
        }
        for (Waiting next = last; next != null; next = next.before) {
            next.tell(failure);
        }
    }

    /** The outcome for the transport itself, which tells it on. */
    CompletionStage<Void> stage() {
        return subscribeAsCompletionStage();
    }

    Uni<Void> uni() {
        return Infrastructure.onUniCreation(this);
    }

    @Override
    public void subscribe(UniSubscriber<? super Void> subscriber) {
        observed = true;
        Waiting fresh = new Waiting(subscriber);
        subscriber.onSubscribe(fresh);
        synchronized (this) {
            if (!told) {
                fresh.before = waiting;
                waiting = fresh;
                return;
            }
        }
        fresh.tell(failure);
    }

    /** Somebody who asked. */
    private static final class Waiting implements UniSubscription {

        private final UniSubscriber<? super Void> subscriber;
        private Waiting before;
        private volatile boolean cancelled;

        Waiting(UniSubscriber<? super Void> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        void tell(Throwable failure) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            try {
                if (failure == null) {
                    subscriber.onItem(null);
                } else {
                    subscriber.onFailure(failure);
                }
            } catch (RuntimeException | Error e) {
                // the others want to know, too
                Infrastructure.handleDroppedException(e);
            }
        }
    }
}
