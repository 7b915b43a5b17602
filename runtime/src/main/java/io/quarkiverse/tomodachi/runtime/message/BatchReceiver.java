package io.quarkiverse.tomodachi.runtime.message;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import io.quarkiverse.tomodachi.runtime.invocation.InFlight;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerInvoker;

/**
 * Takes the batches of one channel through envelope and handler, and tells each delivery its own outcome. After a message that
 * is delivered again, those behind it in its sequence are handed back, whatever the handler says of them: its rule is that they
 * are handled after it.
 */
final class BatchReceiver extends Receiver<BatchInvocation, Boolean> {

    private final PayloadReader reader;
    private final HandledMessages duplicates;
    private final Settling settling;
    private final List<ArgumentResolver<MessageInvocation>> elements;

    /** @param duplicates {@code null} where copies of messages are handled like others */
    BatchReceiver(MessageHandler handler, int concurrency, PayloadReader reader, HandledMessages duplicates,
            HandlerInvoker invoker, Settling settling, InFlight inFlight) {
        super(handler, concurrency, invoker, inFlight);
        this.reader = reader;
        this.duplicates = duplicates;
        this.settling = settling;
        this.elements = handler.elements();
    }

    @Override
    BatchInvocation invocation(Object batch) {
        return new BatchInvocation(((DeliveryBatch) batch).deliveries(), elements, reader, duplicates, false);
    }

    /** @return completes with whether none of the messages is delivered again */
    @Override
    CompletionStage<Boolean> settle(BatchInvocation invocation, Object result, Throwable failure) {
        invocation.ended(result, failure);
        List<CompletableFuture<Boolean>> sequences = new ArrayList<>();
        for (List<BatchEntry> sequence : invocation.sequences()) {
            sequences.add(settle(sequence.iterator(), true).toCompletableFuture());
        }
        return CompletableFuture.allOf(sequences.toArray(CompletableFuture[]::new))
                .thenApply(all -> sequences.stream().allMatch(CompletableFuture::join));
    }

    @Override
    void untold(BatchInvocation invocation, Throwable problem) {
        invocation.messages().forEach(message -> settling.untold(message.delivery(), problem));
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
                        entry.mayWait() ? delivery -> again(entry, delivery) : null);
            }
            return settling.handBack(entry.invocation());
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletionStage<Void> again(BatchEntry entry, Delivery delivery) {
        return handle(new BatchInvocation(List.of(delivery), elements, reader, duplicates, true))
                .thenAccept(handled -> entry.comesAgain(!handled));
    }
}
