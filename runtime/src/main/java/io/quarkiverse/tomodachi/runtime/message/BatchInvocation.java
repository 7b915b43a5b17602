package io.quarkiverse.tomodachi.runtime.message;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import io.quarkiverse.tomodachi.BatchResult;
import io.quarkiverse.tomodachi.HandlerCall;
import io.quarkiverse.tomodachi.runtime.invocation.Failures;
import io.quarkiverse.tomodachi.runtime.message.outcome.DuplicateMessageException;
import io.quarkiverse.tomodachi.runtime.message.outcome.HandledMessages;
import io.quarkiverse.tomodachi.runtime.message.payload.PayloadReader;
import io.quarkiverse.tomodachi.spi.ArgumentResolver;
import io.quarkiverse.tomodachi.spi.HandlerDescription;

/** A batch of messages arrived. The handler sees those that can be read and are no copies; it is not called for none. */
public final class BatchInvocation extends HeldInvocation {

    private final List<ArgumentResolver<MessageInvocation>> elements;
    private final List<BatchEntry> entries;
    private List<BatchEntry> ready = List.of();

    /**
     * @param elements give what the parameters take of each message
     * @param duplicates {@code null} where copies of messages are handled like others
     * @param again whether it has waited for a copy already, which was not handled
     */
    BatchInvocation(List<? extends Delivery> deliveries, List<ArgumentResolver<MessageInvocation>> elements,
            PayloadReader reader, HandledMessages duplicates, boolean again) {
        this.elements = elements;
        this.entries = new ArrayList<>(deliveries.size());
        deliveries.forEach(
                delivery -> entries.add(new BatchEntry(new MessageInvocation(delivery, reader, duplicates), again)));
    }

    @Override
    public void prepare() throws Exception {
        List<BatchEntry> prepared = new ArrayList<>(entries.size());
        for (BatchEntry entry : entries) {
            try {
                entry.prepare(elements);
                prepared.add(entry);
            } catch (Exception | StackOverflowError e) {
                entry.fail(Failures.tellable(e));
            }
        }
        ready = prepared;
        if (prepared.isEmpty()) {
            throw new NothingToHandleException(nothing());
        }
    }

    @Override
    public void entered() {
        ready.forEach(entry -> entry.invocation().entered());
    }

    /** Why there is nothing to handle; that there are copies is no failure of any message. */
    private Throwable nothing() {
        return entries.stream().map(BatchEntry::failure).filter(failure -> !(failure instanceof DuplicateMessageException))
                .findFirst().orElse(entries.get(0).failure());
    }

    /** Takes what the call of the handler has ended with. */
    void ended(Object result, Throwable failure) {
        if (failure instanceof NothingToHandleException) {
            // each has its own reason
            return;
        }
        if (failure != null) {
            failRest(failure);
        } else if (result instanceof BatchResult told) {
            told.failures().keySet().stream().filter(index -> index >= ready.size()).findFirst().ifPresentOrElse(
                    index -> failRest(new IllegalStateException("The handler says that message " + index + " of its batch has"
                            + " failed, but the last one of it is " + (ready.size() - 1) + "; all of them count as failed",
                            told.failures().get(index))),
                    () -> told.failures().forEach((index, reason) -> ready.get(index).fail(Failures.tellable(reason))));
        }
    }

    /** All that have no failure of their own: also those that were not even read, since something else failed before. */
    private void failRest(Throwable failure) {
        boolean known = false;
        for (BatchEntry entry : entries) {
            if (entry.failure() == null) {
                entry.fail(failure, known);
                known = true;
            }
        }
    }

    /** What a parameter takes of the messages that are handled, in their order. */
    public List<Object> values(ArgumentResolver<?> element) {
        int index = elements.indexOf(element);
        List<Object> values = new ArrayList<>(ready.size());
        ready.forEach(entry -> values.add(entry.value(index)));
        return Collections.unmodifiableList(values);
    }

    /** All messages of the batch, which are known before it was prepared. */
    public List<MessageInvocation> messages() {
        return entries.stream().map(BatchEntry::invocation).toList();
    }

    /** Those that are not handled, as other copies of them are, or were. */
    public List<MessageInvocation> copies() {
        return entries.stream().filter(entry -> entry.failure() instanceof DuplicateMessageException)
                .map(BatchEntry::invocation).toList();
    }

    /** The messages in their sequences: those of one in their order. */
    Iterable<List<BatchEntry>> sequences() {
        Map<Object, List<BatchEntry>> sequences = new LinkedHashMap<>();
        entries.forEach(entry -> sequences.computeIfAbsent(entry.sequence(), name -> new ArrayList<>()).add(entry));
        return sequences.values();
    }

    @Override
    int size() {
        return entries.size();
    }

    @Override
    public String trigger() {
        return entries.get(0).delivery().trigger();
    }

    @Override
    public HandlerCall call(HandlerDescription handler, HandlerCall call) {
        return new BatchHandlerCall(call, ready.stream().map(BatchEntry::invocation).toList());
    }

    @Override
    public boolean accepts(Object result) {
        return result == null || result instanceof BatchResult;
    }

    @Override
    public void logFields(BiConsumer<String, String> fields) {
        fields.accept("batch_size", Integer.toString(entries.size()));
    }
}
