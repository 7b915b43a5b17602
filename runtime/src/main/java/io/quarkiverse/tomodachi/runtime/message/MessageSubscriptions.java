package io.quarkiverse.tomodachi.runtime.message;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.quarkiverse.tomodachi.PausableHandler;

/** The subscriptions of a transport's handlers: begun and ended together, paused and resumed each by itself. */
public final class MessageSubscriptions {

    private final List<MessageSubscription> subscriptions;

    MessageSubscriptions(List<MessageSubscription> subscriptions) {
        this.subscriptions = subscriptions;
    }

    /**
     * Subscribes all that are not paused. Has no effect after {@link #end()}: an application may be told to stop while it
     * starts.
     *
     * @return completes when they are subscribed
     */
    public CompletionStage<Void> begin() {
        return all(MessageSubscription::begin);
    }

    /**
     * Cancels all; deliveries that were handed out keep their outcome.
     *
     * @return completes when no message comes any more
     */
    public CompletionStage<Void> end() {
        return all(MessageSubscription::end);
    }

    public List<PausableHandler> handlers() {
        return List.copyOf(subscriptions);
    }

    /** The channels of those that are paused. */
    public Set<String> pausedChannels() {
        return paused().map(MessageSubscription::channel).collect(Collectors.toSet());
    }

    /** Those that are paused, and since when, for people. */
    public Map<String, String> pausedHandlers() {
        return paused().collect(
                Collectors.toMap(MessageSubscription::handler, MessageSubscription::state, (one, other) -> one, TreeMap::new));
    }

    private Stream<MessageSubscription> paused() {
        return subscriptions.stream().filter(MessageSubscription::isPaused);
    }

    private CompletionStage<Void> all(Function<MessageSubscription, CompletionStage<Void>> step) {
        return CompletableFuture
                .allOf(subscriptions.stream().map(subscription -> step.apply(subscription).toCompletableFuture())
                        .toArray(CompletableFuture[]::new));
    }
}
