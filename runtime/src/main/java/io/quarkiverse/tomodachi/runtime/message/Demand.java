package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.smallrye.mutiny.subscription.Cancellable;

/** Asks for as many messages as there are free places, and for one more whenever one has its outcome. */
final class Demand implements Subscriber<Message<?>>, Cancellable {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private final MessageHandler handler;
    private final Places places;
    private final Consumer<Message<?>> receiver;
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private volatile Subscription subscription;

    /** @param receiver has each message take one of the places, and free it when it has its outcome */
    Demand(MessageHandler handler, Places places, Consumer<Message<?>> receiver) {
        this.handler = handler;
        this.places = places;
        this.receiver = receiver;
    }

    @Override
    public void onSubscribe(Subscription given) {
        subscription = given;
        if (cancelled.get()) {
            given.cancel();
        } else {
            places.offer(given);
        }
    }

    @Override
    public void onNext(Message<?> message) {
        receiver.accept(message);
    }

    @Override
    public void onError(Throwable failure) {
        LogEvent.of(LOG, Level.ERROR, "No further messages for %s: channel %s failed", handler.handler(), handler.channel())
                .because(failure).with("event", "consumer-unavailable").about(handler.handler()).with("reason", failure)
                .write();
    }

    @Override
    public void onComplete() {
        LogEvent.of(LOG, Level.DEBUG, "No further messages for %s: channel %s ended", handler.handler(), handler.channel())
                .write();
    }

    @Override
    public void cancel() {
        cancelled.set(true);
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }
}
