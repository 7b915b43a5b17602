package io.quarkiverse.tomodachi.runtime.message;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.Logger;

import io.quarkiverse.tomodachi.PausableHandler;
import io.quarkiverse.tomodachi.runtime.logging.LogEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.reactive.messaging.ChannelRegistry;

/**
 * The subscription of one handler to its channel. It is there while the transport receives and the handler is not paused.
 * Changes come one after another: a handler that is resumed subscribes when nothing can come from before any more.
 */
final class MessageSubscription implements PausableHandler {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private final MessageHandler handler;
    private final ChannelRegistry channels;
    private final Function<MessageHandler, Receiver<?, ?>> receivers;
    private final Function<String, CompletionStage<Void>> ended;

    private boolean open;
    private boolean over;
    private boolean paused;
    private Instant since;
    private boolean changing;
    private CompletableFuture<Void> following;
    /** Used by the change that is being made, as what follows; one for all subscriptions, as it knows what runs. */
    private Receiver<?, ?> receiver;
    private List<Cancellable> current = List.of();

    /** @param ended for a channel that was cancelled: completes when no message comes from there any more */
    MessageSubscription(MessageHandler handler, ChannelRegistry channels, Function<MessageHandler, Receiver<?, ?>> receivers,
            Function<String, CompletionStage<Void>> ended) {
        this.handler = handler;
        this.channels = channels;
        this.receivers = receivers;
        this.ended = ended;
    }

    /** @return completes when there is a subscription, unless the handler is paused */
    CompletionStage<Void> begin() {
        return change(() -> open = true);
    }

    /** For ever. @return completes when no message comes any more */
    CompletionStage<Void> end() {
        return change(() -> over = true);
    }

    String channel() {
        return handler.channel();
    }

    @Override
    public String service() {
        return handler.handler().service();
    }

    @Override
    public String handler() {
        return handler.handler().id();
    }

    @Override
    public synchronized boolean isPaused() {
        return paused;
    }

    /** For people. */
    synchronized String state() {
        return "paused since " + since.truncatedTo(ChronoUnit.SECONDS);
    }

    @Override
    public Uni<Void> pause() {
        return Uni.createFrom().completionStage(change(() -> pause(true)));
    }

    @Override
    public Uni<Void> resume() {
        return Uni.createFrom().completionStage(change(() -> pause(false)));
    }

    private void pause(boolean pause) {
        if (paused != pause && !over) {
            paused = pause;
            since = Instant.now();
            (pause ? line("%s is paused").with("event", "handler-paused")
                    : line("%s is not paused any more").with("event", "handler-resumed")).write();
        }
    }

    private LogEvent line(String text) {
        return LogEvent.of(LOG, Level.INFO, text, handler.handler()).about(handler.handler());
    }

    /** @return completes when what is wanted then is so; those who ask for changes meanwhile share the next one */
    private CompletionStage<Void> change(Runnable flags) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        synchronized (this) {
            flags.run();
            if (changing) {
                following = following == null ? done : following;
                return following;
            }
            changing = true;
        }
        change(done);
        return done;
    }

    private void change(CompletableFuture<Void> done) {
        tryToAdjust().whenComplete((nothing, failure) -> {
            if (failure == null) {
                done.complete(null);
            } else {
                done.completeExceptionally(failure);
            }
            CompletableFuture<Void> next;
            synchronized (this) {
                next = following;
                following = null;
                changing = next != null;
            }
            if (next != null) {
                change(next);
            }
        });
    }

    private CompletionStage<Void> tryToAdjust() {
        try {
            return adjust();
        } catch (RuntimeException | Error e) {
            LogEvent.of(LOG, Level.ERROR, "%s cannot receive", handler.handler()).because(e)
                    .with("event", "consumer-unavailable")
                    .about(handler.handler()).with("reason", e).write();
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Void> adjust() {
        boolean wanted = isWanted();
        if (wanted == !current.isEmpty()) {
            return CompletableFuture.completedStage(null);
        }
        if (wanted) {
            subscribe();
            return CompletableFuture.completedStage(null);
        }
        List<Cancellable> last = current;
        current = List.of();
        last.forEach(Cancellable::cancel);
        return ended.apply(handler.channel());
    }

    private synchronized boolean isWanted() {
        return open && !over && !paused;
    }

    private void subscribe() {
        if (receiver == null) {
            receiver = receivers.apply(handler);
        }
        List<Cancellable> begun = new ArrayList<>();
        for (Publisher<? extends Message<?>> channel : channels.getPublishers(handler.channel())) {
            begun.add(receiver.subscribe(channel));
        }
        current = begun;
    }
}
