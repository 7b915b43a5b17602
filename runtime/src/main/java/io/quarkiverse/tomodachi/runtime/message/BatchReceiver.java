package io.quarkiverse.tomodachi.runtime.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Publisher;
import java.util.function.Function;

import org.eclipse.microprofile.reactive.messaging.Message;

import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;
import io.smallrye.mutiny.subscription.Cancellable;

/**
 * Takes the batches of one channel through envelope and handler, and tells each delivery its own outcome. After a message that
 * is delivered again, those behind it in its sequence are handed back, whatever the handler says of them: its rule is that they
 * are handled after it.
 */
final class BatchReceiver implements Receiver {

    private final MessageHandler handler;
    private final Places places;
    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final HandlerInvoker invoker;
    private final Settling settling;
    private final InFlight inFlight;
    private final List<ArgumentResolver<MessageInvocation>> elements;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    BatchReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, Settling settling, InFlight inFlight) {
        this.handler = handler;
        this.places = new Places(concurrency);
        this.reader = reader;
        this.duplicates = duplicates;
        this.invoker = invoker;
        this.settling = settling;
        this.inFlight = inFlight;
        this.elements = handler.elements();
    }

    @Override
    public Cancellable subscribe(Publisher<? extends Message<?>> channel) {
        Demand demand = new Demand(handler, places, this::receive);
        channel.subscribe(demand);
        return demand;
    }

    private void receive(Object payload, Demand demand) {
        List<? extends Delivery> deliveries = ((DeliveryBatch) payload).deliveries();
        deliveries.forEach(delivery -> inFlight.beginOutcome());
        handle(deliveries).whenComplete((told, failure) -> {
            deliveries.forEach(delivery -> inFlight.endOutcome());
            demand.next();
        });
    }

    /** @return completes when all have their outcomes: with whether none of them is delivered again. Never fails */
    private CompletionStage<Boolean> handle(List<? extends Delivery> deliveries) {
        BatchInvocation invocation = new BatchInvocation(deliveries, elements, reader, duplicates);
        CompletionStage<Boolean> told = invoke(invocation).handle((result, failure) -> {
            invocation.ended(result, failure == null ? null : Failures.unwrap(failure));
            return settle(invocation);
        }).thenCompose(Function.identity());
        invocation.go();
        return told;
    }

    private CompletionStage<Object> invoke(BatchInvocation invocation) {
        try {
            return invoker.invoke(invocation);
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Boolean> settle(BatchInvocation invocation) {
        List<CompletableFuture<Boolean>> sequences = new ArrayList<>();
        for (List<BatchEntry> sequence : invocation.sequences()) {
            sequences.add(settle(sequence.iterator(), true).toCompletableFuture());
        }
        return CompletableFuture.allOf(sequences.toArray(CompletableFuture[]::new))
                .thenApply(all -> sequences.stream().allMatch(CompletableFuture::join));
    }

    /** @param inOrder whether the messages before these in their sequence are not delivered again */
    private CompletionStage<Boolean> settle(Iterator<BatchEntry> sequence, boolean inOrder) {
        if (!sequence.hasNext()) {
            return CompletableFuture.completedStage(inOrder);
        }
        BatchEntry entry = sequence.next();
        return told(entry, inOrder).handle((told, problem) -> {
            if (problem != null) {
                settling.untold(entry.delivery(), problem);
            }
            return inOrder && problem == null && !entry.comesAgain();
        }).thenCompose(still -> settle(sequence, still));
    }

    private CompletionStage<Void> told(BatchEntry entry, boolean inOrder) {
        try {
            if (inOrder) {
                return settling.settle(entry.invocation(), entry.failure(), entry.isFailureKnown(),
                        delivery -> handle(List.of(delivery)).thenAccept(handled -> entry.comesAgain(!handled)));
            }
            return settling.handBack(entry.invocation());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }
}
