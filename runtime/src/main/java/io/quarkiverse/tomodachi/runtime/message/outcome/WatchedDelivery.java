package io.quarkiverse.tomodachi.runtime.message.outcome;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.MessageEnvelope.Parsed;
import io.quarkiverse.tomodachi.runtime.message.Delivery;
import io.quarkiverse.tomodachi.runtime.observe.MessageFacts;

/** Tells those who watch which outcome a delivery is told. */
public final class WatchedDelivery implements Delivery {

    private final Delivery delivery;
    private final MessageOutcome acknowledged;
    private final Consumer<MessageOutcome> watcher;

    /** @param acknowledged what an acknowledgement means */
    public WatchedDelivery(Delivery delivery, MessageOutcome acknowledged, Consumer<MessageOutcome> watcher) {
        this.delivery = delivery;
        this.acknowledged = acknowledged;
        this.watcher = watcher;
    }

    @Override
    public Map<String, String> logFields() {
        return delivery.logFields();
    }

    @Override
    public CompletionStage<Void> acknowledge() {
        watcher.accept(acknowledged);
        return delivery.acknowledge();
    }

    @Override
    public CompletionStage<Void> retry(Duration delay, Throwable reason) {
        watcher.accept(MessageOutcome.RETRIED);
        return delivery.retry(delay, reason);
    }

    @Override
    public CompletionStage<Void> postpone(Duration delay, Throwable reason) {
        watcher.accept(MessageOutcome.RETRIED);
        return delivery.postpone(delay, reason);
    }

    @Override
    public CompletionStage<Void> handBack() {
        watcher.accept(MessageOutcome.RETRIED);
        return delivery.handBack();
    }

    @Override
    public CompletionStage<Void> reject(Throwable reason) {
        watcher.accept(hasDeadLetterQueue() ? MessageOutcome.DEAD_LETTERED : MessageOutcome.DISCARDED);
        return delivery.reject(reason);
    }

    @Override
    public void untold(Throwable problem) {
        delivery.untold(problem);
    }

    @Override
    public Object sequence() {
        return delivery.sequence();
    }

    @Override
    public boolean isLast() {
        return delivery.isLast();
    }

    @Override
    public boolean hasDeadLetterQueue() {
        return delivery.hasDeadLetterQueue();
    }

    @Override
    public Parsed open(MessageEnvelope envelope) throws Exception {
        return delivery.open(envelope);
    }

    @Override
    public Object source() {
        return delivery.source();
    }

    @Override
    public Map<String, Object> attributes() {
        return delivery.attributes();
    }

    @Override
    public int attempt() {
        return delivery.attempt();
    }

    @Override
    public String origin() {
        return delivery.origin();
    }

    @Override
    public String trigger() {
        return delivery.trigger();
    }

    @Override
    public MessageFacts facts() {
        return delivery.facts();
    }

    @Override
    public String field(String name) {
        return delivery.field(name);
    }
}
