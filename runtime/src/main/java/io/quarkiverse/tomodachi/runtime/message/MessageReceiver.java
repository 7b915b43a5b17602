package io.quarkiverse.tomodachi.runtime.message;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;
import org.jboss.logging.Logger;

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
    private final int concurrency;
    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final HandlerInvoker invoker;
    private final OutcomePolicy policy;
    private final InFlight inFlight;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    MessageReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, OutcomePolicy policy, InFlight inFlight) {
        this.handler = handler;
        this.concurrency = concurrency;
        this.reader = reader;
        this.duplicates = duplicates;
        this.invoker = invoker;
        this.policy = policy;
        this.inFlight = inFlight;
    }

    Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        return Multi.createFrom().publisher(channel)
                .onItem().transformToUni(message -> Uni.createFrom().completionStage(() -> receive(message)))
                .merge(concurrency)
                .subscribe().with(ignored -> {
                }, failure -> LOG.errorf(failure, "No further messages for %s: channel %s failed", handler.handler(),
                        handler.channel()));
    }

    private CompletionStage<Void> receive(Message<?> message) {
        Delivery delivery = (Delivery) message.getPayload();
        inFlight.beginOutcome();
        CompletableFuture<Void> outcome = handle(delivery)
                .exceptionally(failure -> {
                    LOG.errorf(Failures.unwrap(failure), "The outcome in %s could not be told to the broker, so that the"
                            + " message will be delivered again [%s]", handler.handler(), delivery.origin());
                    return null;
                })
                .toCompletableFuture();
        outcome.whenComplete((result, failure) -> inFlight.endOutcome());
        // a copy, as the end of the subscription cancels what is returned here, and the outcome must still be told
        return outcome.copy();
    }

    private CompletionStage<Void> handle(Delivery delivery) {
        MessageInvocation invocation = new MessageInvocation(delivery, reader, duplicates);
        return invoker.invoke(invocation)
                .handle((result, failure) -> settle(invocation, failure == null ? null : Failures.unwrap(failure)))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Void> settle(MessageInvocation invocation, Throwable failure) {
        if (failure instanceof DuplicateMessageException duplicate) {
            return duplicate.handled()
                    .thenCompose(handled -> handled ? skip(invocation.delivery()) : handle(invocation.delivery()));
        }
        if (failure == null) {
            invocation.end(true);
            return invocation.delivery().acknowledge();
        }
        try {
            return policy.settle(invocation.delivery(), failure);
        } finally {
            invocation.end(false);
        }
    }

    private CompletionStage<Void> skip(Delivery delivery) {
        LOG.infof("Acknowledged without %s, as another copy of the message was handled [%s]", handler.handler(),
                delivery.origin());
        return delivery.acknowledge();
    }
}
