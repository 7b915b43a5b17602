package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

import io.quarkiverse.tomodachi.MessageEnvelope;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;

/** Takes the messages of one channel through envelope and handler, and tells each delivery its outcome. */
final class MessageReceiver {

    private static final Logger LOG = Logger.getLogger("io.quarkiverse.tomodachi.message");

    private final MessageHandler handler;
    private final MessageEnvelope envelope;
    private final HandlerInvoker invoker;
    private final OutcomePolicy policy;
    private final InFlight inFlight;

    MessageReceiver(MessageHandler handler, MessageEnvelope envelope, HandlerInvoker invoker, OutcomePolicy policy,
            InFlight inFlight) {
        this.handler = handler;
        this.envelope = envelope;
        this.invoker = invoker;
        this.policy = policy;
        this.inFlight = inFlight;
    }

    Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        return Multi.createFrom().publisher(channel)
                .onItem().transformToUni(message -> Uni.createFrom().completionStage(() -> receive(message)))
                .merge(handler.concurrency())
                .subscribe().with(ignored -> {
                }, failure -> LOG.errorf(failure, "No further messages for %s: channel %s failed", handler.handler(),
                        handler.channel()));
    }

    private CompletionStage<Void> receive(Message<?> message) {
        Delivery delivery = (Delivery) message.getPayload();
        inFlight.beginOutcome();
        CompletableFuture<Void> outcome = invoker.invoke(new MessageInvocation(delivery, envelope))
                .handle((result, failure) -> settle(delivery, failure))
                .thenCompose(settled -> settled)
                .exceptionally(failure -> {
                    LOG.errorf(Failures.unwrap(failure), "The outcome in %s could not be told to the broker [%s]",
                            handler.handler(), delivery.origin());
                    return null;
                })
                .toCompletableFuture();
        outcome.whenComplete((result, failure) -> inFlight.endOutcome());
        // a copy, as the end of the subscription cancels what is returned here, and the outcome must still be told
        return outcome.copy();
    }

    private CompletionStage<Void> settle(Delivery delivery, Throwable failure) {
        return failure == null ? delivery.acknowledge()
                : policy.settle(handler.handler().id(), delivery, Failures.unwrap(failure));
    }
}
